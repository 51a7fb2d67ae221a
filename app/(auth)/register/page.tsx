import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AuthCard, AuthLink } from '@/components/auth/AuthCard'
import { AuthForm } from '@/components/auth/AuthForm'
import { getApp } from '@/lib/server/app'
import { createAccount } from './actions'

export const metadata: Metadata = { title: 'Create an account' }

export default function Register() {
  if (getApp().env.registration !== 'open') notFound()
  return (
    <AuthCard
      title="Create an account"
      lead="You can try everything in test mode at once. Live mode waits for a confirmed e-mail address."
      foot={<AuthLink href="/login">Sign in instead</AuthLink>}
    >
      <AuthForm
        action={createAccount}
        submit="Create account"
        fields={[
          {
            name: 'businessName',
            label: 'Name of your business',
            type: 'text',
            autoComplete: 'organization',
            hint: 'Customers see it on the page where they pay.',
          },
          { name: 'email', label: 'E-mail address', type: 'email', autoComplete: 'username' },
          {
            name: 'password',
            label: 'Password',
            type: 'password',
            autoComplete: 'new-password',
            hint: 'At least 10 characters. A few words in a row are easy to keep in mind.',
          },
        ]}
      />
    </AuthCard>
  )
}
