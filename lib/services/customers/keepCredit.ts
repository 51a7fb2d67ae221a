import { creditSumsOf, insertCreditEntries, lastCreditPosting } from '@/db/queries/customerCredit'
import {
  claimBooks,
  creditLines,
  grantBooks,
  NO_CREDIT,
  takenInOrder,
  type CreditAccount,
  type CreditBooks,
} from '@/lib/domain/customerCredit'
import { networkName } from '@/lib/chains/lanes'
import { newId } from '@/lib/ids'
import { serverTime, type ServiceContext } from '../context'
import type { InvoiceRow } from '../views'
import type { ClaimedCredit } from './claimedCredit'

type Wanted = {
  invoice: InvoiceRow
  /** What the invoice takes of its customer's credit, in base units. */
  taken: bigint
  isPaid: boolean
  credit: ClaimedCredit | null
  /** What its own excess gives the customer; null before it is settled. */
  granted: { amount: bigint; network: string; token: string; decimals: number } | null
}

type Source = { id: string; network: string; token: string; decimals: number; to: CreditBooks }

/**
 * Posts the difference between what the books of credit say of an invoice and what the facts ask for: granting, reserving,
 * spending, releasing and taking back are one rule (D8). The caller holds the locks of the customer and of the invoice. True
 * when what it grants has changed, so that those who took of it must be judged again.
 */
export async function keepCredit(ctx: ServiceContext, wanted: Wanted): Promise<boolean> {
  const { invoice } = wanted
  const { customerId, merchantId, mode } = invoice
  if (customerId === null) return false
  const sources = [...claimed(wanted), ...granted(wanted)]
  const now = serverTime(ctx)
  const moved: string[] = []
  const lines = []
  for (const source of sources) {
    const from = booksIn(await creditSumsOf(ctx.db, source.id), invoice.id)
    const changes = creditLines(from, source.to)
    if (changes.length > 0) moved.push(source.id)
    const { network, token, decimals } = source
    const about = { merchantId, mode, customerId, invoiceId: invoice.id, network, token, decimals }
    lines.push(...changes.map((line) => ({ ...about, sourceInvoiceId: source.id, ...line })))
  }
  if (lines.length > 0) {
    const posting = (await lastCreditPosting(ctx.db, invoice.id)) + 1
    await insertCreditEntries(
      ctx.db,
      lines.map((line) => ({ id: newId('cle', now), posting, createdAt: now, ...line })),
    )
  }
  return moved.includes(invoice.id)
}

function claimed({ credit, taken, isPaid }: Wanted): Source[] {
  if (!credit) return []
  const { network, token, decimals } = credit
  const parts = takenInOrder(
    taken,
    credit.claims.map((one) => one.backed),
  )
  return credit.claims.map(({ claim }, index) => ({
    id: claim.sourceInvoiceId,
    network,
    token,
    decimals,
    to: claimBooks(parts[index] ?? 0n, isPaid),
  }))
}

function granted({ invoice, granted: own }: Wanted): Source[] {
  if (!own) return []
  const { network, token, decimals, amount } = own
  return [{ id: invoice.id, network: networkName(network), token, decimals, to: grantBooks(amount) }]
}

function booksIn(
  sums: readonly { invoiceId: string; account: CreditAccount; amount: bigint }[],
  invoiceId: string,
): CreditBooks {
  const books = { ...NO_CREDIT }
  for (const sum of sums) if (sum.invoiceId === invoiceId) books[sum.account] += sum.amount
  return books
}
