import type { Network } from './network'

const SEPARATOR = ':'

/** The lane of one invoice: a network of its own with its own blocks, clock, lease and cursor (ADR 0015). */
export function laneOf<Of extends Network>(network: Of, invoiceId: string): Of {
  return { ...network, id: `${network.id}${SEPARATOR}${invoiceId}` }
}

/** The network as people and the API name it: without the invoice whose lane it is. */
export function networkName(id: string): string {
  return id.split(SEPARATOR)[0] ?? id
}

/** The invoice whose lane a network is; null for a network that invoices share. */
export function laneInvoice(id: string): string | null {
  return id.split(SEPARATOR)[1] ?? null
}
