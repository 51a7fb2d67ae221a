import type { Metadata } from 'next'
import { AuthCard, AuthLink } from '@/components/auth/AuthCard'
import { AuthForm } from '@/components/auth/AuthForm'
import { getApp } from '@/lib/server/app'
import { tokenInput } from '@/lib/services/users/input'
import { canVerifyEmail } from '@/lib/services/users/verifyEmail'
import { confirmEmail } from './actions'

export const metadata: Metadata = { title: 'Confirm your e-mail address' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function VerifyEmail({ searchParams }: Props) {
  const link = tokenInput.safeParse(await searchParams)
  const foot = <AuthLink href="/login">Go on to your account</AuthLink>
  if (!link.success || !(await canVerifyEmail(getApp(), link.data.token))) {
    return (
      <AuthCard title="This link does not work any more" foot={foot}>
        <p className="text-[0.9375rem]/6 text-muted">
          It was used already, is older than 24 hours, or is not whole. Your account page says whether your
          address is confirmed, and sends another link if it is not.
        </p>
      </AuthCard>
    )
  }
  return (
    <AuthCard title="Confirm your e-mail address" lead="One click, and live mode is open to you." foot={foot}>
      <AuthForm action={confirmEmail} submit="Confirm" hidden={{ token: link.data.token }} fields={[]} />
    </AuthCard>
  )
}
