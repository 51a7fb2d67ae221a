import type { Metadata } from 'next'
import { signOut } from '@/app/(auth)/actions'
import { AuthCard, AuthLink } from '@/components/auth/AuthCard'
import { AuthForm } from '@/components/auth/AuthForm'
import { Notice } from '@/components/auth/Notice'
import { QuietButton } from '@/components/auth/QuietButton'
import { requireSession } from '@/lib/auth/session'
import { leaveEverywhere, sendVerification, setNewPassword } from './actions'

export const metadata: Metadata = { title: 'Your account' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Account({ searchParams }: Props) {
  const { email, emailVerified, merchantName, role } = await requireSession('/account')
  const { sent } = await searchParams
  return (
    <AuthCard
      title="Your account"
      lead={`${email}, ${role} of ${merchantName}`}
      foot={<AuthLink href="/dashboard">To the dashboard</AuthLink>}
    >
      {!emailVerified && (
        <Notice tone="careful">
          <p>
            {sent
              ? `If you did not ask too often, a new link is on its way to ${email}.`
              : `Confirm ${email} by the link in our mail: live mode waits for it.`}
          </p>
          <form action={sendVerification}>
            <QuietButton>Send the link again</QuietButton>
          </form>
        </Notice>
      )}
      <section className="flex flex-col gap-4">
        <h2 className="text-base font-semibold">Change your password</h2>
        <AuthForm
          action={setNewPassword}
          submit="Change password"
          username={email}
          fields={[
            {
              name: 'currentPassword',
              label: 'Present password',
              type: 'password',
              autoComplete: 'current-password',
            },
            {
              name: 'password',
              label: 'New password',
              type: 'password',
              autoComplete: 'new-password',
              hint: 'At least 10 characters. It ends every other session.',
            },
          ]}
        />
      </section>
      <section className="flex flex-col gap-2 border-t border-line pt-5">
        <h2 className="text-base font-semibold">Sign out</h2>
        <div className="flex flex-wrap gap-x-6">
          <form action={signOut}>
            <QuietButton>Sign out here</QuietButton>
          </form>
          <form action={leaveEverywhere}>
            <QuietButton>Sign out everywhere</QuietButton>
          </form>
        </div>
      </section>
    </AuthCard>
  )
}
