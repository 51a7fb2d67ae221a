import type { Metadata } from 'next'
import { AuthCard, AuthLink } from '@/components/auth/AuthCard'
import { AuthForm } from '@/components/auth/AuthForm'
import { getApp } from '@/lib/server/app'
import { tokenInput } from '@/lib/services/users/input'
import { lookAtResetLink } from '@/lib/services/users/resetPassword'
import { chooseNewPassword } from './actions'

export const metadata: Metadata = { title: 'Choose a new password' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function ResetPassword({ searchParams }: Props) {
  const link = tokenInput.safeParse(await searchParams)
  const opens = link.success ? await lookAtResetLink(getApp(), link.data.token) : null
  if (!link.success || !opens) {
    return (
      <AuthCard
        title="This link does not work any more"
        foot={<AuthLink href="/forgot-password">Ask for another link</AuthLink>}
      >
        <p className="text-[0.9375rem]/6 text-muted">
          It was used already, is older than one hour, or is not whole. A newer link ends an older one.
        </p>
      </AuthCard>
    )
  }
  return (
    <AuthCard title="Choose a new password" lead="It ends every session that is open anywhere.">
      <AuthForm
        action={chooseNewPassword}
        submit="Set the password"
        hidden={{ token: link.data.token }}
        checks={
          opens.unclaimed
            ? [
                {
                  name: 'keepKeys',
                  label: 'Keep the API keys',
                  hint: 'This account was registered over the API. Whoever did it holds its keys: keep them only if that was you or your team, else they end now.',
                },
              ]
            : []
        }
        fields={[
          {
            name: 'password',
            label: 'New password',
            type: 'password',
            autoComplete: 'new-password',
            hint: 'At least 10 characters. A few words in a row are easy to keep in mind.',
          },
        ]}
      />
    </AuthCard>
  )
}
