import { termsByHash } from '@/db/queries/hubTerms'
import { optionsOf } from '@/db/queries/invoiceParts'
import { findPublicInvoice } from '@/db/queries/invoices'
import { isChainError } from '@/lib/chains/errors'
import type { Hex, ReceiptView } from '@/lib/chains/port'
import type { OpenNetwork } from '@/lib/chains/registry'
import { DomainError } from '@/lib/domain/errors'
import type { RootContext } from '../context'
import { reconcileNetwork } from '../reconcile/reconcileNetwork'
import { admit, type Limit } from '../throttle/admit'
import { networkOf } from '../throttle/network'
import type { InvoiceRow } from '../views'

export type SyncInput = {
  /** Told by whoever has the link: a hint, and nothing more. */
  txHash: Hex
  /** Null is any. */
  optionId: string | null
}

/** A person waits for it; what is not read by then is read by the next run. */
const BUDGET_MS = 8_000
const RECEIPT_MS = 5_000

/**
 * Looks for a payment through the hub in a transaction that a customer's wallet names. The receipt is read here, and what it says is
 * credited by an ordinary run over its network, as if nobody had named it (F5); false when it was asked too often. Throws NOT_FOUND,
 * VALIDATION_FAILED, and for a transaction that pays nothing of this invoice TRANSACTION_NOT_MINED, TRANSACTION_FAILED,
 * TRANSACTION_UNRELATED, TRANSACTION_OF_ANOTHER; NETWORK_UNREACHABLE where nobody can be asked.
 */
export async function syncPayment(
  ctx: RootContext,
  id: string,
  input: SyncInput,
  from: string | null,
): Promise<boolean> {
  const invoice = await findPublicInvoice(ctx.db, id)
  if (!invoice) throw new DomainError('NOT_FOUND', 'Invoice not found')
  const networks = await networksOf(ctx, invoice, input.optionId)
  if (!(await admit(ctx, limitsOf(invoice.id, from))).admitted) return false
  const found = await receiptOn(ctx, networks, input.txHash)
  if (!found) {
    throw new DomainError(
      'TRANSACTION_NOT_MINED',
      'No transaction with this hash is in a block yet: send it again once it is',
    )
  }
  if (!found.receipt.succeeded)
    throw new DomainError('TRANSACTION_FAILED', 'This transaction has failed: it paid nothing')
  await mustPay(ctx, invoice, found, input.optionId)
  // Where a run is under way already, it is that run's to see.
  await reconcileNetwork(ctx, found.network, BUDGET_MS, () => Promise.resolve())
  return true
}

type Found = { network: OpenNetwork; receipt: ReceiptView }

async function networksOf(
  ctx: RootContext,
  invoice: Pick<InvoiceRow, 'id'>,
  optionId: string | null,
): Promise<OpenNetwork[]> {
  const options = (await optionsOf(ctx.db, [invoice.id])).filter(
    (option) => option.rail === 'hub' && (optionId === null || option.id === optionId),
  )
  const names = [...new Set(options.map((option) => option.network))]
  const networks = names.flatMap((name) => ctx.networks.get(name) ?? [])
  if (networks.length > 0) return networks
  throw new DomainError('VALIDATION_FAILED', 'paymentOptionId: is no way to pay this invoice by a contract', {
    field: 'paymentOptionId',
  })
}

/** The first provider that has it says what it is; one that has it not may lag. Throws NETWORK_UNREACHABLE. */
async function receiptOn(
  ctx: RootContext,
  networks: readonly OpenNetwork[],
  txHash: Hex,
): Promise<Found | null> {
  const signal = AbortSignal.timeout(RECEIPT_MS)
  let answered = false
  for (const network of networks) {
    for (const { reader, name } of ctx.networks.providers(network.id)) {
      try {
        const receipt = await reader.receipt(txHash, signal)
        answered = true
        if (receipt) return { network, receipt }
      } catch (error) {
        if (!isChainError(error)) throw error
        ctx.log.warn({ network: network.id, provider: name, error: error.message }, 'a receipt was not read')
      }
    }
  }
  if (answered) return null
  throw new DomainError('NETWORK_UNREACHABLE', 'The network cannot be asked right now. Try again later')
}

/** Whether the hub said there that terms of this very invoice were paid. */
async function mustPay(
  ctx: RootContext,
  invoice: Pick<InvoiceRow, 'id'>,
  { network, receipt }: Found,
  optionId: string | null,
): Promise<void> {
  const hashes = receipt.accepted.map((log) => log.terms)
  const terms = await termsByHash(ctx.db, network.id, hashes)
  const isOwn = terms.some(
    (row) => row.invoiceId === invoice.id && (optionId === null || row.optionId === optionId),
  )
  if (isOwn) return
  if (terms.length > 0)
    throw new DomainError('TRANSACTION_OF_ANOTHER', 'This transaction pays something else')
  throw new DomainError('TRANSACTION_UNRELATED', 'This transaction pays nothing of this invoice')
}

function limitsOf(invoiceId: string, from: string | null): Limit[] {
  const own: Limit[] = [{ what: 'hub.sync.invoice', who: invoiceId, limit: 6, withinMs: 10_000 }]
  return from
    ? [{ what: 'hub.sync.address', who: networkOf(from), limit: 30, withinMs: 60_000 }, ...own]
    : own
}
