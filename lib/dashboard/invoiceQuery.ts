import { z } from 'zod'
import { EXCEPTIONS, INVOICE_STATUSES } from '@/lib/domain/invoice'
import { FIAT_DECIMALS, isFiat, parseUnits } from '@/lib/domain/money'
import { startOfDay } from '@/lib/domain/zonedCalendar'
import type { InvoiceFilter } from '@/lib/services/invoices/input'
import { endOfDay } from './zone'

/** What the URL of the list of invoices can hold; what is left out does not narrow. */
const FIELDS = ['status', 'exception', 'q', 'from', 'to', 'min', 'max', 'currency'] as const
export type InvoiceField = (typeof FIELDS)[number]

export type InvoiceQuery = {
  /** As they were given, to be shown in the form again. */
  values: Partial<Record<InvoiceField, string>>
  /** What is wrong with them; such a field does not narrow. */
  errors: Partial<Record<InvoiceField, string>>
  filter: Omit<InvoiceFilter, 'after' | 'limit'>
}

const MAX_SEARCH = 200
const DAY = 'Enter a day such as 2026-01-31.'
const AMOUNT = 'Enter an amount such as 25 or 19.90.'
const FIAT_PLACES = 2

type Asked = Record<string, string | string[] | undefined>

/** Reads the list's URL, days in the zone of whoever looks. Never refuses: whoever types a URL gets a page. */
export function readInvoiceQuery(asked: Asked, zone: string): InvoiceQuery {
  const values: InvoiceQuery['values'] = {}
  for (const field of FIELDS) {
    const value = asked[field]
    if (typeof value === 'string' && value.trim() !== '') values[field] = value.trim().slice(0, MAX_SEARCH)
  }
  const errors: InvoiceQuery['errors'] = {}
  const read = <Value>(field: InvoiceField, parse: (text: string) => Value | null, message: string) => {
    const text = values[field]
    if (text === undefined) return null
    const value = parse(text)
    if (value === null) errors[field] = message
    return value
  }
  const oneOf =
    <const Names extends readonly [string, ...string[]]>(names: Names) =>
    (text: string) =>
      z.enum(names).safeParse(text).data ?? null
  const minor = (text: string) => parseUnits(text.replaceAll(',', ''), FIAT_PLACES)
  const named = values.q === undefined ? null : nameIn(values.q)
  return {
    values,
    errors,
    filter: {
      status: read('status', oneOf(INVOICE_STATUSES), 'There is no such status.'),
      exception: read('exception', oneOf(['any', ...EXCEPTIONS]), 'There is no such exception.'),
      createdAfter: read('from', (text) => startOfDay(text, zone), DAY),
      createdBefore: read('to', (text) => endOfDay(text, zone), DAY),
      amountAtLeastMinor: read('min', minor, AMOUNT),
      amountAtMostMinor: read('max', minor, AMOUNT),
      currency: read('currency', (text) => (isFiat(text) ? text : null), 'There is no such currency.'),
      named,
      search: named === null ? (values.q ?? null) : null,
    },
  }
}

/** The list's URL, or its export's, with some fields changed; null leaves one out. A changed filter begins at the first page. */
export function invoicesUrl(
  values: InvoiceQuery['values'],
  change: Partial<Record<InvoiceField | 'cursor', string | null>> = {},
  page = '/dashboard/invoices',
): string {
  const query = new URLSearchParams()
  const wanted = { ...values, ...change }
  for (const field of [...FIELDS, 'cursor'] as const) {
    const value = wanted[field]
    if (value) query.set(field, value)
  }
  const text = query.toString()
  return text ? `${page}?${text}` : page
}

export const CURRENCIES = Object.keys(FIAT_DECIMALS)

/** An id, an address or a transaction's hash leads to its invoice; anything else is searched for. */
function nameIn(text: string): InvoiceFilter['named'] {
  if (/^inv_[0-9a-z]{26}$/.test(text) || z.uuid().safeParse(text).success) return { by: 'id', value: text }
  if (/^0x[0-9a-f]{64}$/i.test(text)) return { by: 'transaction', value: text.toLowerCase() }
  if (/^0x[0-9a-f]{40}$/i.test(text)) return { by: 'address', value: text }
  return null
}
