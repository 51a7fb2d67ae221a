import { z } from 'zod'
import { normalEmail } from '@/lib/auth/email'

/** Longer ones cost time to hash and are no safer. */
const MAX_PASSWORD = 256

const email = z
  .string({ error: 'Enter your e-mail address.' })
  .transform(normalEmail)
  .pipe(z.email({ error: 'Enter an e-mail address such as name@example.com.' }).max(254))

/** What a person signs in with. */
export const credentialsInput = z.object({
  email,
  password: z
    .string({ error: 'Enter your password.' })
    .min(1, { error: 'Enter your password.' })
    .max(MAX_PASSWORD, { error: 'This is longer than any password here.' }),
})
