/** What a form says after it was sent; the same with and without a script. */
export type FormState = {
  /** What is wrong, by the field's name. */
  errors: Readonly<Record<string, string>>
  message: { tone: 'bad' | 'careful' | 'good'; text: string } | null
  /** What was typed, to be shown again; never a password. */
  values: Readonly<Record<string, string>>
}

export const EMPTY: FormState = { errors: {}, message: null, values: {} }

export type FormAction = (before: FormState, data: FormData) => Promise<FormState>
