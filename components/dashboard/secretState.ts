import { EMPTY, type FormState } from '@/components/auth/formState'

/** What came of making a secret: it is in this answer and nowhere else. */
export type SecretState = FormState & { secret: string | null }
export type SecretAction = (before: SecretState, data: FormData) => Promise<SecretState>

export const NOTHING: SecretState = { ...EMPTY, secret: null }
