import { z } from 'zod'
import { parseUnits } from '@/lib/domain/money'
import { ASKING, isSlug, SLUG_LENGTH } from '@/lib/domain/paymentLink'
import { isKeepable, webUrl } from '@/lib/http/fields'
import type { LinkChange, LinkInput } from '@/lib/services/links/input'
import type { LinkView } from '@/lib/services/links/linkView'
import { fiatAmount } from '@/lib/http/sessions/presentLink'

const PLACES = 2

export const ASKING_CHOICES = [
  { value: 'no', label: 'Do not ask' },
  { value: 'optional', label: 'Ask, may stay empty' },
  { value: 'required', label: 'Must be filled in' },
] as const

/** Commas stand between thousands alone: in `16,49` one may be meant as the point. */
const PLAIN = /^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/

function amountOf(input: string): bigint | null {
  const text = input.trim()
  const hundredths = PLAIN.test(text) ? parseUnits(text.replaceAll(',', ''), PLACES) : null
  return hundredths !== null && hundredths > 0n ? hundredths : null
}

const NO_AMOUNT = 'Enter an amount such as 25 or 19.90.'

const amount = z.string().transform((input, context) => {
  const hundredths = amountOf(input)
  if (hundredths !== null) return hundredths
  context.issues.push({ code: 'custom', input, message: NO_AMOUNT })
  return z.NEVER
})

const optionalAmount = z.string().transform((input, context) => {
  if (input.trim() === '') return null
  const hundredths = amountOf(input)
  if (hundredths !== null) return hundredths
  context.issues.push({ code: 'custom', input, message: NO_AMOUNT })
  return z.NEVER
})

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max, { error: `Use at most ${max} characters.` })
    .refine(isKeepable, { error: 'This has characters that cannot be kept.' })

const optionalUrl = z
  .string()
  .trim()
  .transform((input) => input || null)
  .refine((input) => input === null || webUrl().safeParse(input).success, {
    error: 'Enter a whole address such as https://shop.example/thanks.',
  })

const uses = z
  .string()
  .trim()
  .refine((text) => text === '' || /^[1-9]\d{0,5}$/.test(text), { error: 'Enter a number from 1 on.' })
  .transform((text) => (text === '' ? null : Number.parseInt(text, 10)))

/** A browser's date and time field, which knows no zone: the label says that it is UTC. */
const end = z
  .string()
  .trim()
  .refine((text) => text === '' || /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text), {
    error: 'Enter a date and a time.',
  })
  .transform((text) => (text === '' ? null : new Date(`${text}:00Z`)))

const shared = {
  title: line(255).min(1, { error: 'Say what it is for: the customer sees it.' }),
  description: line(1000),
  amount,
  customerChooses: z.literal('on').optional(),
  minimum: optionalAmount,
  maxUses: uses,
  endsAt: end,
  email: z.enum(ASKING),
  name: z.enum(ASKING),
  note: z.enum(ASKING),
  successUrl: optionalUrl,
  cancelUrl: optionalUrl,
}

const { min, max } = SLUG_LENGTH

/** What the form for a new link sends. */
export const newLinkForm = z.object({
  ...shared,
  slug: z
    .string()
    .trim()
    .refine((text) => text === '' || isSlug(text), {
      error: `Use ${min} to ${max} lower-case letters, digits and single hyphens between them.`,
    }),
})

/** What the form of a link that is there sends. */
export const linkForm = z.object({ ...shared, id: z.string().regex(/^\w{1,64}$/) })

export function toNewLink(form: z.output<typeof newLinkForm>): LinkInput {
  return { ...fieldsOf(form), slug: form.slug || null, currency: null, active: true }
}

export function toChange(form: z.output<typeof linkForm>): LinkChange {
  return fieldsOf(form)
}

function fieldsOf(form: Omit<z.output<typeof newLinkForm>, 'slug'>) {
  return {
    title: form.title,
    description: form.description || null,
    amountHundredths: form.amount,
    customerChooses: form.customerChooses === 'on',
    minimumHundredths: form.minimum,
    maxUses: form.maxUses,
    endsAt: form.endsAt,
    asked: { email: form.email, name: form.name, note: form.note },
    successUrl: form.successUrl,
    cancelUrl: form.cancelUrl,
  }
}

/** A link as its form shows it. */
export type LinkValues = Record<
  | 'title'
  | 'description'
  | 'amount'
  | 'minimum'
  | 'maxUses'
  | 'endsAt'
  | 'email'
  | 'name'
  | 'note'
  | 'successUrl'
  | 'cancelUrl',
  string
> & { customerChooses: boolean }

export const NEW_VALUES: LinkValues = {
  title: '',
  description: '',
  amount: '',
  customerChooses: false,
  minimum: '',
  maxUses: '',
  endsAt: '',
  email: 'no',
  name: 'no',
  note: 'no',
  successUrl: '',
  cancelUrl: '',
}

export function valuesOf(link: LinkView): LinkValues {
  return {
    title: link.title,
    description: link.description ?? '',
    amount: fiatAmount(link.amountMinor, link.currency),
    customerChooses: link.customerChooses,
    minimum: link.minimumMinor === null ? '' : fiatAmount(link.minimumMinor, link.currency),
    maxUses: link.maxUses?.toString() ?? '',
    endsAt: link.endsAt?.toISOString().slice(0, 16) ?? '',
    ...link.asked,
    successUrl: link.successUrl ?? '',
    cancelUrl: link.cancelUrl ?? '',
  }
}

/** The form's field behind a refusal of the service, which names those of the API. */
export function fieldOf(apiField: string | undefined): string | null {
  if (apiField === 'fiatAmount') return 'amount'
  if (apiField === 'minimumAmount') return 'minimum'
  return apiField === 'slug' ? 'slug' : null
}
