import { z } from 'zod'
import { normalEmail } from '@/lib/auth/email'

/** Longer ones cost time to hash and are no safer. */
const MAX_PASSWORD = 256
const MIN_PASSWORD = 10

const email = z
  .string({ error: 'Enter your e-mail address.' })
  .transform(normalEmail)
  .pipe(z.email({ error: 'Enter an e-mail address such as name@example.com.' }).max(254))

const password = z
  .string({ error: 'Enter your password.' })
  .min(1, { error: 'Enter your password.' })
  .max(MAX_PASSWORD, { error: 'This is longer than any password here.' })

/** Long, and not one key held down: length is what makes guessing hopeless. */
const newPassword = z
  .string({ error: 'Choose a password.' })
  .min(MIN_PASSWORD, { error: `Choose a password of at least ${MIN_PASSWORD} characters.` })
  .max(MAX_PASSWORD, { error: `Choose a password of at most ${MAX_PASSWORD} characters.` })
  .refine((text) => new Set(text).size >= 5, { error: 'Choose a password with more different characters.' })

/** What a person signs in with. */
export const credentialsInput = z.object({ email, password })
export type Credentials = z.output<typeof credentialsInput>

export const registerInput = z
  .object({
    businessName: z
      .string({ error: 'Enter the name of your business.' })
      .trim()
      .min(1, { error: 'Enter the name of your business.' })
      .max(100, { error: 'Use at most 100 characters.' }),
    email,
    password: newPassword,
  })
  .refine((input) => input.password.toLowerCase() !== input.email, {
    path: ['password'],
    error: 'Choose a password other than your e-mail address.',
  })
export type RegisterInput = z.output<typeof registerInput>

export const emailInput = z.object({ email })

/** 32 random bytes, as links carry them. */
export const tokenInput = z.object({ token: z.string().regex(/^[\w-]{43}$/) })

export const resetInput = tokenInput.extend({
  password: newPassword,
  keepKeys: z
    .literal('yes')
    .optional()
    .transform((ticked) => ticked !== undefined),
})

export const changePasswordInput = z.object({ currentPassword: password, password: newPassword })
