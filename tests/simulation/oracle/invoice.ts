import { getAddress } from 'viem'
import { balanceIn } from '../chain/state'
import { FEE_BPS, type Simulation } from '../world/simulation'
import { assetOf, decimalsOf, unitsOf, type KnownInvoice } from '../world/clients'
import { arrivals, departures, throughHub, type Arrival } from './arrivals'
import { sum, type Books } from './books'
import { checkSpent, creditFor, creditOf, grantOf } from './credit'
import { stands } from './refunds'
import { ledgerOf, verdictOf, type Case } from './verdict'

/** What of one invoice is not as the chain, and what people decided, make it. */
export function checkInvoice(simulation: Simulation, books: Books, known: KnownInvoice): string[] {
  const { chain, rail } = simulation
  const stored = books.invoices.find((row) => row.id === known.id)
  const address = books.addresses.find((row) => row.invoiceId === known.id)
  const option = books.options.find((row) => row.invoiceId === known.id)
  if (!stored || !address || !option) return ['its client was told of it, and it is not there']
  const objections: string[] = []
  const must = (what: string, is: unknown, should: unknown) => {
    const [a, b] = [show(is), show(should)]
    if (a !== b) objections.push(`${what} is ${a}, must be ${b}`)
  }
  const { token } = known
  must('address', address.address, known.address)
  if (address.xpubIndex !== null)
    must('derived address', address.address, rail.addressOfChild(address.xpubIndex))
  must('quote', option.quotedAmount, known.quoted)
  must('asked for', known.asked, known.quoted - firstCredit(books, known))
  must('confirmations', option.requiredConfirmations, known.confirmations)
  must('end', stored.expiresAt.getTime(), known.expiresAt)
  if (!known.askedToCancel) must('cancelled', stored.cancelledAt, null)
  if (!known.askedToComplete) must('completed', stored.acceptedPayments.length, 0)

  const own = books.payments.filter((row) => row.invoiceId === known.id && row.orphanedAt === null)
  const settlement = books.settlements.find((row) => row.invoiceId === known.id)
  const assets = rail.symbols.map((symbol) => ({ symbol, asset: assetOf(symbol) }))
  const addresses = assets.map((one) => one.asset)
  const paid = throughHub(
    chain,
    chain.head,
    books.terms.filter((row) => row.invoiceId === known.id),
  )
  const came = [
    ...arrivals(chain, chain.head, address, addresses),
    ...paid.map(({ asset, net, fee, block }) => ({ asset: getAddress(asset), amount: net + fee, block })),
  ].toSorted((a, b) => a.block.number - b.block.number)
  const left = [...departures(chain, chain.head, address), ...paid]
  const of = (asset: string) => came.filter((one) => one.asset === asset)
  const back = givenBack(books, known.id, settlement?.settledAt ?? null)
  const others = assets.filter(({ symbol }) => symbol !== token)
  const verdict = verdictOf({
    ...known,
    customerKnown: known.customer !== null,
    ...decisions(stored, own, of(assetOf(token))),
    arrived: of(assetOf(token)).map((one) => ({ amount: one.amount, at: one.block.time * 1000 })),
    others: others.map(({ symbol, asset }) => ({
      arrived: sum(of(asset).map((one) => one.amount)),
      back: back(symbol).counted + back(symbol).uncounted,
    })),
    back: back(token),
    credit: creditFor(books, known.id, token),
    wasSettled: settlement !== undefined,
    provenAt: chain.head.time * 1000,
  })
  must('status', stored.status, verdict.status)
  const open = books.exceptions.filter((row) => row.invoiceId === known.id && row.closedAt === null)
  must('exceptions', open.map((row) => row.kind).sort(), verdict.exceptions)
  must('settlement', settlement?.gross ?? 0n, verdict.settled)
  must('credit', creditOf(books, known.id), verdict.credit)
  objections.push(...checkSpent(books, known.id, stored.status))
  if (settlement) {
    const fee = (verdict.settled * BigInt(FEE_BPS)) / 10_000n
    must('fee', settlement.fee, fee)
    must('net', settlement.net, verdict.settled - fee)
    must('settled by credit', settlement.creditApplied, verdict.credit)
    must('excess', settlement.excess, verdict.excess)
    const isGranted = known.overpaymentAction === 'credit_account' && known.customer !== null
    const facts = { invoiceId: known.id, token, excess: verdict.excess, gross: verdict.settled }
    const grant = isGranted ? grantOf(books, { ...facts, settledAt: settlement.settledAt }) : 0n
    must('granted', grantedBy(books, known.id), grant)
  }

  for (const { symbol, asset } of assets) {
    const credited = own.filter((row) => row.token === symbol)
    const arrived = sum(of(asset).map((one) => one.amount))
    must(`credited ${symbol}`, sum(credited.map((row) => row.amount)), arrived)
    must(`unconfirmed ${symbol}`, credited.filter((row) => !row.confirmedAt && row.amount > 0n).length, 0)
    const sweeps = left.filter((one) => one.asset.toLowerCase() === asset.toLowerCase())
    const entries = books.ledger.filter((row) => row.invoiceId === known.id && row.token === symbol)
    const { counted, uncounted } = back(symbol)
    const ledger = ledgerOf({
      arrived,
      settled: symbol === token ? verdict.settled : 0n,
      feeBps: BigInt(FEE_BPS),
      sweeps,
      refunded: counted + uncounted,
      refundedUntaken: verdict.settled > 0n ? uncounted : counted + uncounted,
    })
    for (const [account, amount] of Object.entries(ledger)) {
      const kept = sum(entries.filter((row) => row.account === account).map((row) => row.amount))
      must(`ledger ${symbol} ${account}`, kept, amount)
    }
    const lies = balanceIn(chain.head.state, asset, address.address)
    must(`lies at the address in ${symbol}`, ledger.deposits, lies)
  }
  if (objections.length > 0) objections.push(...explain(books, known.id, own))
  return objections
}

/** What people decided, and what of it still stands: facts that no chain knows. */
function decisions(
  stored: Books['invoices'][number],
  own: Books['payments'],
  arrived: readonly Arrival[],
): Pick<Case, 'cancelledAt' | 'refundAll' | 'accepted' | 'completed'> {
  const cancelledAt = stored.cancelledAt?.getTime() ?? null
  const named = own.filter((row) => stored.acceptedPayments.includes(row.id))
  const late = named.filter((row) => {
    const block = arrived.find((one) => one.block.hash === row.blockHash)?.block
    const at = (block?.time ?? 0) * 1000
    return at > stored.expiresAt.getTime() || (cancelledAt !== null && at > cancelledAt)
  })
  return {
    cancelledAt,
    refundAll: stored.refundAll,
    accepted: sum(late.map((row) => row.amount)),
    completed: stored.completedAt !== null && named.length === stored.acceptedPayments.length,
  }
}

/** What was given back of each asset, as the refunds say that are done. */
function givenBack(books: Books, invoiceId: string, settledAt: Date | null) {
  const done = books.refunds.filter((row) => row.invoiceId === invoiceId && stands(row) && row.confirmedAt)
  return (symbol: string): Case['back'] => {
    const own = done.filter((row) => row.token === symbol)
    const before = own.filter(
      (row) => settledAt !== null && row.confirmedAt !== null && row.confirmedAt < settledAt,
    )
    const counted = (rows: typeof own) => sum(rows.map((row) => row.amount - row.uncounted))
    return {
      counted: counted(own),
      uncounted: sum(own.map((row) => row.uncounted)),
      countedBeforeSettling: counted(before),
    }
  }
}

function grantedBy(books: Books, invoiceId: string): bigint {
  return sum(
    books.credit
      .filter((line) => line.invoiceId === invoiceId && line.account === 'excess')
      .map((line) => line.amount),
  )
}

/** What credit paid of it in the answer that made it. */
function firstCredit(books: Books, { id, token }: KnownInvoice): bigint {
  const first = books.events.find(
    ({ invoiceId, type }) => invoiceId === id && type === 'invoice.credit_applied',
  )
  return first ? unitsOf(String(first.data['credit_applied']), decimalsOf(token)) : 0n
}

function explain(books: Books, id: string, own: Books['payments']): string[] {
  const refunds = books.refunds.filter((row) => row.invoiceId === id)
  return [
    `its credits are ${own.map(describe).join('; ')}`,
    ...refunds.map(
      (row) =>
        `its refund ${row.id}: ${row.amount} ${row.token}, ${row.uncounted} of it uncounted, ${stands(row) ? 'sent' : 'not sent'}${row.confirmedAt ? ' and done' : ''}${row.cancelledAt ? ', called off' : ''}${row.expiredAt ? ', over' : ''}`,
    ),
  ]
}

function describe(row: Books['payments'][number]): string {
  const confirmed = row.confirmedAt ? 'confirmed' : 'unconfirmed'
  const origin = `${row.txHash?.slice(0, 10) ?? 'balance'}:${row.position}`
  return `${row.amount} ${row.token} by ${origin} in ${row.blockNumber} ${confirmed} of ${row.requiredConfirmations}`
}

function show(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner)) ??
    'nothing'
  )
}
