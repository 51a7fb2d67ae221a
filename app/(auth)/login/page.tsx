import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AuthCard, AuthLink } from '@/components/auth/AuthCard'
import { AuthForm } from '@/components/auth/AuthForm'
import { Notice } from '@/components/auth/Notice'
import { returnPath } from '@/lib/auth/returnPath'
import { findSession } from '@/lib/auth/session'
import { getApp } from '@/lib/server/app'
import { signInWithPassword } from './actions'

export const metadata: Metadata = { title: 'Sign in' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Login({ searchParams }: Props) {
  const { callbackUrl, error, password } = await searchParams
  const back = returnPath(callbackUrl)
  if (await findSession()) redirect(back)
  return (
    <AuthCard
      title="Sign in"
      lead="To the invoices, payments and webhooks of your business."
      foot={
        <>
          <AuthLink href="/forgot-password">Forgot your password?</AuthLink>
          {getApp().env.registration === 'open' && <AuthLink href="/register">Create an account</AuthLink>}
        </>
      }
    >
      {error && (
        <Notice tone="bad">
          That did not work. Check the e-mail address and the password, and try again.
        </Notice>
      )}
      {password === 'changed' && (
        <Notice tone="good">Your new password is set. Sign in with it; every other session has ended.</Notice>
      )}
      <AuthForm
        action={signInWithPassword}
        hidden={{ callbackUrl: back }}
        submit="Sign in"
        fields={[
          { name: 'email', label: 'E-mail address', type: 'email', autoComplete: 'username' },
          { name: 'password', label: 'Password', type: 'password', autoComplete: 'current-password' },
        ]}
      />
    </AuthCard>
  )
}
