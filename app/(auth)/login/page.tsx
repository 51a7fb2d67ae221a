import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AuthCard } from '@/components/auth/AuthCard'
import { AuthForm } from '@/components/auth/AuthForm'
import { Notice } from '@/components/auth/Notice'
import { returnPath } from '@/lib/auth/returnPath'
import { findSession } from '@/lib/auth/session'
import { signInWithPassword } from './actions'

export const metadata: Metadata = { title: 'Sign in' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Login({ searchParams }: Props) {
  const { callbackUrl, error, email } = await searchParams
  const back = returnPath(callbackUrl)
  if (await findSession()) redirect(back)
  return (
    <AuthCard title="Sign in" lead="To see invoices, payments and webhooks of your business.">
      {error && (
        <Notice tone="bad">
          That did not work. Check the e-mail address and the password, and try again.
        </Notice>
      )}
      <AuthForm
        action={signInWithPassword}
        hidden={{ callbackUrl: back }}
        submit="Sign in"
        fields={[
          {
            name: 'email',
            label: 'E-mail address',
            type: 'email',
            autoComplete: 'username',
            value: typeof email === 'string' ? email : '',
          },
          { name: 'password', label: 'Password', type: 'password', autoComplete: 'current-password' },
        ]}
      />
    </AuthCard>
  )
}
