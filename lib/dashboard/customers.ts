import type { CreditEntryRow } from '@/db/queries/customerCredit'
import type { CustomerRow } from '@/db/queries/customers'
import { knownNetwork } from '@/lib/chains/registry'
import { fiatAmount, tokenText } from '@/lib/pay/format'
import type { AssetCredit } from '@/lib/services/customers/getCustomerCredit'
import type { InvoiceRow } from '@/lib/services/views'
import { STATUS_BADGES, type BadgeText } from './badges'

/** How a customer is called: by what the merchant knows of them. */
export function customerName({ email, reference, erasedAt }: CustomerRow): string {
  if (erasedAt) return 'Forgotten customer'
  return email ?? reference ?? 'Customer'
}

export type BalanceLine = {
  key: string
  available: string
  network: string
  reserved: string | null
  spent: string | null
}

/** What somebody has, asset by asset. */
export function balanceLines(balances: readonly AssetCredit[]): BalanceLine[] {
  return balances.map((balance) => {
    const money = (amount: bigint) => tokenText(amount, balance)
    return {
      key: `${balance.network}:${balance.token}`,
      available: money(balance.available),
      network: networkLabel(balance.network),
      reserved: balance.reserved === 0n ? null : money(balance.reserved),
      spent: balance.spent === 0n ? null : money(balance.spent),
    }
  })
}

export type CustomerLine = { id: string; name: string; reference: string | null; credit: string; at: Date }

/** A row of the list; credit is what is left, in every asset. */
export function customerLine(row: { customer: CustomerRow; balances: readonly AssetCredit[] }): CustomerLine {
  const { customer, balances } = row
  const left = balances.filter((balance) => balance.available > 0n)
  return {
    id: customer.id,
    name: customerName(customer),
    reference: customer.email === null ? null : customer.reference,
    credit: left.map((balance) => tokenText(balance.available, balance)).join(', ') || '–',
    at: customer.createdAt,
  }
}

export type EntryLine = {
  id: string
  at: Date
  amount: string
  tone: BadgeText['tone']
  title: string
  network: string
  invoiceId: string
}

/** The changes of a customer's credit in words, as they come. */
export function entryLines(entries: readonly CreditEntryRow[]): EntryLine[] {
  return entries.map((entry) => {
    const gained = -entry.amount
    const isOwn = entry.invoiceId === entry.sourceInvoiceId
    const money = tokenText(gained < 0n ? -gained : gained, entry)
    return {
      id: entry.id,
      at: entry.createdAt,
      amount: `${gained < 0n ? '−' : '+'}${money}`,
      tone: gained < 0n ? (isOwn ? 'bad' : 'plain') : 'good',
      title: isOwn
        ? gained < 0n
          ? 'Taken back from an overpaid invoice'
          : 'Paid too much'
        : gained < 0n
          ? 'Used on an invoice'
          : 'No longer used by an invoice',
      network: networkLabel(entry.network),
      invoiceId: entry.invoiceId,
    }
  })
}

export type CustomerInvoiceLine = { id: string; title: string; total: string; badge: BadgeText; at: Date }

export function customerInvoiceLine(invoice: InvoiceRow): CustomerInvoiceLine {
  return {
    id: invoice.id,
    title: invoice.title,
    total: fiatAmount(invoice.totalMinor, invoice.currency),
    badge: STATUS_BADGES[invoice.status],
    at: invoice.createdAt,
  }
}

function networkLabel(id: string): string {
  return knownNetwork(id)?.name ?? id
}
