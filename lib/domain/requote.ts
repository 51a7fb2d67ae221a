import type { InvoiceStatus } from './invoice'

export type RequoteFacts = {
  status: InvoiceStatus
  /** How many more times the merchant allows it for this invoice. */
  requotesLeft: number
  /** Until then the address is watched closely, so that nothing that comes is seen late. */
  monitorUntil: Date
  /** Transfers that were ever seen, also those whose block was undone: they may come back. */
  payments: number
}

/** D3: an expired invoice on which nothing was ever paid may get a new quote at the same address. */
export function mayRequote(facts: RequoteFacts, now: Date): boolean {
  return (
    facts.status === 'expired' && facts.requotesLeft > 0 && facts.payments === 0 && now < facts.monitorUntil
  )
}
