import { z } from 'zod'
import { CUSTOMER_FIELDS, customerNames } from '@/lib/domain/customer'
import { parseUnits } from '@/lib/domain/money'
import { isKeepable, webUrl } from '@/lib/http/fields'
import type { CreateInvoiceInput } from '@/lib/services/invoices/input'

/** The most that any currency has. */
const AMOUNT_PLACES = 3

/** How long an invoice can be paid, in seconds. */
export const LIFETIMES = [
  { value: '900', label: '15 minutes' },
  { value: '1800', label: '30 minutes' },
  { value: '3600', label: '1 hour' },
  { value: '86400', label: '1 day' },
  { value: '604800', label: '7 days' },
] as const

/** Commas stand between thousands alone: in `16,49` one may be meant as the point, and a hundred times as much be asked for. */
const PLAIN = /^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/

const amount = z.string().transform((input, context) => {
  const text = input.trim()
  const minor = PLAIN.test(text) ? parseUnits(text.replaceAll(',', ''), AMOUNT_PLACES) : null
  if (minor !== null && minor > 0n) return minor
  context.issues.push({ code: 'custom', input, message: 'Enter an amount such as 25 or 19.90.' })
  return z.NEVER
})

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max, { error: `Use at most ${max} characters.` })
    .refine(isKeepable, { error: 'This has characters that cannot be kept.' })

/** What would name nobody is asked about, not left out: the customer's credit would stay where it is (D8). */
const customerName = (field: keyof typeof CUSTOMER_FIELDS, error: string) =>
  line(500).refine((text) => text === '' || customerNames({ [CUSTOMER_FIELDS[field]]: text }) !== null, {
    error,
  })

const optionalUrl = z
  .string()
  .trim()
  .transform((input) => input || null)
  .refine((input) => input === null || webUrl().safeParse(input).success, {
    error: 'Enter a whole address such as https://shop.example/thanks.',
  })

/** What the form for a new invoice sends. */
export const newInvoiceForm = z.object({
  /** Made with the page: the same form sent twice makes one invoice. */
  request: z.uuid(),
  amount,
  currency: z.string().max(10),
  title: line(255).min(1, { error: 'Say what it is for: the customer sees it.' }),
  description: line(1000),
  asset: line(20).min(1, { error: 'Choose what it is paid in.' }),
  lifetime: z.enum(LIFETIMES.map(({ value }) => value)),
  orderId: line(500),
  customerEmail: customerName('email', 'Enter an address such as name@example.com.'),
  customerId: customerName('reference', 'Use at most 255 characters.'),
  returnUrl: optionalUrl,
})

/** The same in the domain's terms: one item over the whole amount. */
export function toInvoiceInput(form: z.output<typeof newInvoiceForm>): CreateInvoiceInput {
  return {
    title: form.title,
    description: form.description || null,
    items: [{ name: form.title, description: null, quantity: '1', unitPriceMinor: form.amount.toString() }],
    taxMinor: 0n,
    currency: form.currency,
    amountPlaces: AMOUNT_PLACES,
    cryptoCurrency: form.asset,
    priceLockSeconds: null,
    expiresInSeconds: Number.parseInt(form.lifetime, 10),
    tolerance: {},
    confirmationsOverride: null,
    webhookUrl: null,
    returnUrl: form.returnUrl,
    cancelUrl: null,
    metadata: filledIn({
      order_id: form.orderId,
      [CUSTOMER_FIELDS.email]: form.customerEmail,
      [CUSTOMER_FIELDS.reference]: form.customerId,
    }),
  }
}

function filledIn(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== ''))
}

/** The form's field behind a refusal of the service, which names those of the API. */
export function fieldOf(apiField: string | undefined): string | null {
  if (!apiField) return null
  if (apiField.startsWith('items')) return 'amount'
  if (apiField === 'crypto_currency') return 'asset'
  return ['currency', 'title', 'description'].includes(apiField) ? apiField : null
}
