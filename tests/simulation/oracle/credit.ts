import { decimalsOf } from '../world/clients'
import type { Books } from './books'
import { sum } from './books'
import { takes } from './refunds'
import { least, positive } from './verdict'

type Claim = Books['claims'][number]

/** What one invoice has taken of the excess of another: the lines that say what is owed to the customer. */
function held(books: Books, invoiceId: string, sourceInvoiceId: string): bigint {
  const lines = books.credit.filter(
    (line) =>
      line.invoiceId === invoiceId && line.sourceInvoiceId === sourceInvoiceId && line.account === 'customer',
  )
  return sum(lines.map((line) => line.amount))
}

function granted(books: Books, sourceInvoiceId: string): bigint {
  return -held(books, sourceInvoiceId, sourceInvoiceId)
}

function claimsOn(books: Books, sourceInvoiceId: string): Claim[] {
  return books.claims.filter((claim) => claim.sourceInvoiceId === sourceInvoiceId)
}

/** What all invoices have taken of one excess. */
export function takenOf(books: Books, sourceInvoiceId: string): bigint {
  return sum(claimsOn(books, sourceInvoiceId).map((claim) => held(books, claim.invoiceId, sourceInvoiceId)))
}

/** D8: what one claim can have. */
function canHave(books: Books, claim: Claim): bigint {
  const { sourceInvoiceId } = claim
  const rivals = claimsOn(books, sourceInvoiceId)
  const older = rivals.slice(0, rivals.indexOf(claim))
  const [has, gives] = [held(books, claim.invoiceId, sourceInvoiceId), granted(books, sourceInvoiceId)]
  const most = least(
    claim.amount,
    positive(gives - sum(older.map((one) => held(books, one.invoiceId, sourceInvoiceId)))),
  )
  if (most <= has) return most
  return has + least(most - has, positive(gives - takenOf(books, sourceInvoiceId)))
}

/** What an invoice can have of its customer's credit, in base units that a payer can be asked the rest of (D4). */
export function creditFor(books: Books, invoiceId: string, token: string): bigint {
  const claims = books.claims.filter((claim) => claim.invoiceId === invoiceId)
  const all = sum(claims.map((claim) => canHave(books, claim)))
  const decimals = decimalsOf(token)
  const step = 10n ** BigInt(Math.max(0, decimals - 8))
  return all - (all % step)
}

/** What an invoice has taken of all excesses. */
export function creditOf(books: Books, invoiceId: string): bigint {
  const claims = books.claims.filter((claim) => claim.invoiceId === invoiceId)
  return sum(claims.map((claim) => held(books, invoiceId, claim.sourceInvoiceId)))
}

/** D8: what of an excess is the customer's: less what goes back, but never less than was taken while money covers that. */
export function grantOf(
  books: Books,
  of: { invoiceId: string; token: string; excess: bigint; gross: bigint; settledAt: Date | null },
): bigint {
  const { invoiceId, token, excess, gross, settledAt } = of
  const back = sum(
    books.refunds
      .filter((one) => one.invoiceId === invoiceId && one.token === token && takes(one))
      .filter((one) => one.confirmedAt === null || (settledAt !== null && one.confirmedAt >= settledAt))
      .map((one) => one.amount - one.uncounted),
  )
  const covered = least(least(excess, takenOf(books, invoiceId)), gross - back)
  return [0n, excess - back, covered].reduce((a, b) => (a > b ? a : b))
}

/** What must hold at every moment: each posting adds up, and nobody's credit is ever below zero. */
export function checkCreditAlways(books: Books): string[] {
  const objections: string[] = []
  const postings = new Map<string, bigint>()
  const balances = new Map<string, bigint>()
  const add = (to: Map<string, bigint>, key: string, amount: bigint) =>
    to.set(key, (to.get(key) ?? 0n) + amount)
  for (const { invoiceId, posting, sourceInvoiceId, customerId, token, account, amount } of books.credit) {
    add(postings, `${invoiceId} ${posting} ${sourceInvoiceId}`, amount)
    // Each of them stands for what somebody has, negative while they have it.
    if (account !== 'excess') add(balances, `${customerId} ${token} ${account}`, -amount)
    if (account === 'customer') add(balances, `${sourceInvoiceId} ${token} what is left`, -amount)
  }
  for (const [key, amount] of postings)
    if (amount !== 0n) objections.push(`credit posting ${key} does not add up`)
  for (const [key, amount] of balances) if (amount < 0n) objections.push(`credit of ${key} is ${amount}`)
  for (const claim of books.claims) {
    const has = held(books, claim.invoiceId, claim.sourceInvoiceId)
    if (has < 0n || has > claim.amount) objections.push(`${claim.id} has ${has} of ${claim.amount} claimed`)
  }
  for (const { invoiceId, creditApplied } of books.options)
    if (creditApplied !== creditOf(books, invoiceId))
      objections.push(
        `${invoiceId} is told ${creditApplied} of credit, the books say ${creditOf(books, invoiceId)}`,
      )
  return objections
}

/** What an invoice's credit counts as: reserved while it is open, spent once it is paid. */
export function checkSpent(books: Books, invoiceId: string, status: string): string[] {
  const own = books.credit.filter((line) => line.invoiceId === invoiceId)
  const on = (account: string) =>
    -sum(own.filter((line) => line.account === account).map((line) => line.amount))
  const [right, wrong] = status === 'paid' ? ['spent', 'reserved'] : ['reserved', 'spent']
  if (on(wrong) === 0n && on(right) === creditOf(books, invoiceId)) return []
  return [`${status}, it has ${on('reserved')} of credit reserved and ${on('spent')} spent`]
}
