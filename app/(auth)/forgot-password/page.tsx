import type { Metadata } from 'next'
import { AuthCard, AuthLink } from '@/components/auth/AuthCard'
import { AuthForm } from '@/components/auth/AuthForm'
import { askForNewPassword } from './actions'

export const metadata: Metadata = { title: 'Forgot your password?' }

export default function ForgotPassword() {
  return (
    <AuthCard
      title="Forgot your password?"
      lead="We send you a link with which you choose a new one."
      foot={<AuthLink href="/login">Back to signing in</AuthLink>}
    >
      <AuthForm
        action={askForNewPassword}
        submit="Send the link"
        fields={[{ name: 'email', label: 'E-mail address', type: 'email', autoComplete: 'username' }]}
      />
    </AuthCard>
  )
}
