import { startOfDay } from '@/lib/domain/zonedCalendar'
import { isFiat } from '@/lib/domain/money'
import type { AskedSettlements } from '@/lib/services/settlements/listSettlements'
import { SETTLEMENT_BADGES } from './settlementRows'
import { endOfDay } from './zone'

const FIELDS = ['status', 'from', 'to', 'currency'] as const
type SettlementField = (typeof FIELDS)[number]

export type SettlementQuery = {
  /** As they were given, to be shown in the form again. */
  values: Partial<Record<SettlementField, string>>
  errors: Partial<Record<SettlementField, string>>
  filter: Omit<AskedSettlements, 'after' | 'limit'>
}

const MAX_TEXT = 40
const DAY = 'Enter a day such as 2026-01-31.'
const STATUSES = Object.keys(SETTLEMENT_BADGES) as (keyof typeof SETTLEMENT_BADGES)[]

/** Reads the list's URL, days in the zone of whoever looks. Never refuses: whoever types a URL gets a page. */
export function readSettlementQuery(
  asked: Record<string, string | string[] | undefined>,
  zone: string,
): SettlementQuery {
  const values: SettlementQuery['values'] = {}
  for (const field of FIELDS) {
    const value = asked[field]
    if (typeof value === 'string' && value.trim() !== '') values[field] = value.trim().slice(0, MAX_TEXT)
  }
  const errors: SettlementQuery['errors'] = {}
  const day = (field: 'from' | 'to', read: typeof startOfDay) => {
    const text = values[field]
    if (text === undefined) return null
    const at = read(text, zone)
    if (!at) errors[field] = DAY
    return at
  }
  const { status, currency } = values
  return {
    values,
    errors,
    filter: {
      status: STATUSES.find((one) => one === status) ?? null,
      from: day('from', startOfDay),
      to: day('to', endOfDay),
      currency: currency !== undefined && isFiat(currency) ? currency : null,
    },
  }
}

/** The list's URL, or its export's, with some fields changed. */
export function settlementsUrl(
  values: SettlementQuery['values'],
  change: { cursor?: string | null } = {},
  page = '/dashboard/settlements',
): string {
  const query = new URLSearchParams()
  for (const [field, value] of Object.entries({ ...values, ...change })) if (value) query.set(field, value)
  return query.size > 0 ? `${page}?${query.toString()}` : page
}
