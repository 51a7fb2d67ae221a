import { driftOf } from '@/tests/support/rollups'
import { EPOCH, type Simulation } from '../world/simulation'
import { assetOf, type Clients } from '../world/clients'
import type { Merchant } from '../world/merchant'
import { HUB_ADDRESS } from '@/contracts/artifacts/addresses'
import { ACCEPTED } from '../chain/hub'
import type { ModelBlock } from '../chain/modelChain'
import { NATIVE, TOKENS } from '../chain/tokens'
import { LEFT, NATIVE_LOG_EMITTER, TRANSFER } from '../chain/state'
import { readBooks, type Books } from './books'
import { checkCreditAlways } from './credit'
import { checkInvoice } from './invoice'
import { checkRefundsAlways, checkRefundsSettled } from './refunds'

/** What must hold at every moment, whatever is going on. Returns what does not. */
export function checkAlways(simulation: Simulation, books: Books): string[] {
  return [
    ...creditsAreOnAChain(simulation, books),
    ...nothingConfirmedTooEarly(simulation, books),
    ...ledgerBalances(books),
    ...eventsTellTheState(books),
    ...cursorHasSeen(simulation, books),
    ...checkRefundsAlways(simulation, books),
    ...checkCreditAlways(books),
  ]
}

/** After the faults: what is stored equals the verdict over the chain as it ended. */
export async function checkSettled(
  simulation: Simulation,
  clients: Clients,
  merchant: Merchant,
): Promise<string[]> {
  const books = await readBooks(simulation)
  const { chain } = simulation
  const objections = [...clients.refusals, ...merchant.objections]
  if (books.cursor?.blockHash !== chain.head.hash) {
    objections.push(`the cursor is at ${books.cursor?.blockNumber}, the head at ${chain.head.number}`)
  }
  if (books.invoices.length !== clients.known.length) {
    objections.push(`${clients.known.length} invoices were asked for, ${books.invoices.length} are stored`)
  }
  for (const drift of await driftOf(simulation.connections.books))
    objections.push(`the kept figures are not what counting anew gives: ${show(drift)}`)
  countWhatHappened(simulation, books)
  objections.push(...checkRefundsSettled(simulation, books, merchant))
  for (const invoice of clients.known) {
    for (const line of checkInvoice(simulation, books, invoice))
      objections.push(`${invoice.id} (${invoice.token}): ${line}`)
  }
  return objections
}

/** What a run came to, for tests that must know that a fault had its effect. */
function countWhatHappened({ count, chain }: Simulation, books: Books): void {
  const told = (type: string) => books.events.filter((event) => event.type === type).length
  count('late', books.exceptions.filter((row) => row.kind === 'late').length)
  count('undone after settlement', told('settlement.reversed'))
  count('swept', books.swept.length)
  const isThroughHub = (row: Books['payments'][number]) => row.hubTermsId !== null && row.orphanedAt === null
  count('credited through the hub', books.payments.filter(isThroughHub).length)
  for (const what of ['completed', 'reverted', 'expired', 'cancelled'])
    count(`refund ${what}`, told(`refund.${what}`))
  count('all given back', told('invoice.refunded'))
  count('refund due', books.exceptions.filter((row) => row.kind === 'refund_due').length)
  count('credit granted', books.credit.filter((line) => line.account === 'excess' && line.amount > 0n).length)
  count('credit taken', told('invoice.credit_applied'))
  count('credit let go', told('invoice.credit_released'))
  count('credit undone', books.credit.filter((line) => line.account === 'excess' && line.amount < 0n).length)
  const left = chain
    .branch(chain.head, 0, chain.head.number)
    .flatMap((block) => block.mined.flatMap(({ logs }) => logs.filter((log) => log.topics[0] === LEFT)))
  count('left at sweep', left.length)
}

/** Each credit with a transaction is that very transfer in a block that was on some chain, and is credited once. */
function creditsAreOnAChain({ chain, plan }: Simulation, books: Books): string[] {
  if (plan.liar === 'forges') return []
  return books.payments.flatMap((row) => {
    const address = books.addresses.find((one) => one.id === row.depositAddressId)
    const block = chain.byHash(row.blockHash)
    if (row.hubTermsId !== null)
      return isAccepted(row, block, books) ? [] : [`${row.id} is no payment through the hub`]
    if (!block || !address) return [`${row.id} is in a block that never was`]
    if (row.txHash === null) return []
    const mined = block.mined.find((one) => one.transaction.hash === row.txHash)
    if (!mined) return [`${row.id} is in a block that does not hold its transaction`]
    const asset = assetOf(row.token)
    if (row.position === -1) {
      const { to, value } = mined.transaction
      return to === address.address && value === row.amount
        ? []
        : [`${row.id} is not what its transaction carries`]
    }
    const log = mined.logs[row.position]
    const isIt =
      log?.address === (asset === NATIVE ? NATIVE_LOG_EMITTER : asset) &&
      log.topics[0] === TRANSFER &&
      log.topics[2]?.slice(26) === address.address.slice(2).toLowerCase() &&
      BigInt(log.data) >= row.amount
    return isIt ? [] : [`${row.id} is not what its log says`]
  })
}

/** F5: the canonical hub said there that the very terms were paid. */
function isAccepted(row: Books['payments'][number], block: ModelBlock | undefined, books: Books): boolean {
  const terms = books.terms.find((one) => one.id === row.hubTermsId)
  const mined = block?.mined.find((one) => one.transaction.hash === row.txHash)
  const log = mined?.logs[row.position]
  return (
    log?.address === HUB_ADDRESS &&
    log.topics[0] === ACCEPTED &&
    log.topics[1] === terms?.termsHash &&
    row.invoiceId === terms?.invoiceId &&
    row.amount === terms?.amount
  )
}

/** S7: what is confirmed was as deep as its invoice asks when it was, or, where clocks jump, at some moment. */
function nothingConfirmedTooEarly({ chain, plan, rail }: Simulation, books: Books): string[] {
  if (plan.liar === 'forges') return []
  return books.payments.flatMap((row) => {
    const block = chain.byHash(row.blockHash)
    if (!row.confirmedAt || !block) return []
    const depth = chain.deepest(
      block,
      plan.clockJumps === 0 ? row.confirmedAt.getTime() - EPOCH.getTime() : Infinity,
    )
    const required = Math.max(row.requiredConfirmations, rail.finalDepth)
    if (depth >= required) return []
    return [`${row.id} was confirmed ${depth} deep instead of ${required}`]
  })
}

function ledgerBalances(books: Books): string[] {
  const sums = new Map<string, bigint>()
  for (const row of books.ledger) {
    const posting = `${row.invoiceId} ${row.posting} ${row.token}`
    sums.set(posting, (sums.get(posting) ?? 0n) + row.amount)
  }
  return [...sums]
    .filter(([, total]) => total !== 0n)
    .map(([posting]) => `posting ${posting} does not add up`)
}

/** Q6, D1: numbers without a gap, the last status told is the one that stands, and so are the exceptions. */
function eventsTellTheState(books: Books): string[] {
  return books.invoices.flatMap((invoice) => {
    const told = books.events.filter((event) => event.invoiceId === invoice.id)
    const objections: string[] = []
    if (told.some((event, index) => event.seq !== index + 1)) objections.push('its events have gaps')
    if (told.length !== invoice.seq) objections.push('its last number is not its last event')
    const statuses = told.flatMap(({ type }) => {
      const name = type.startsWith('invoice.') ? type.slice('invoice.'.length) : ''
      return ['pending', 'partial', 'confirming', 'paid', 'expired', 'cancelled', 'refunded'].includes(name)
        ? [name]
        : []
    })
    if ((statuses.at(-1) ?? 'pending') !== invoice.status)
      objections.push(`it is ${invoice.status}, told ${statuses.join()}`)
    if (statuses.some((name, index) => name === statuses[index - 1]))
      objections.push('a status is told twice')
    const open = new Set<unknown>()
    for (const { type, data } of told) {
      if (type === 'invoice.exception_opened') open.add(data.exception)
      if (type === 'invoice.exception_closed') open.delete(data.exception)
    }
    const standing = books.exceptions.filter((row) => row.invoiceId === invoice.id && !row.closedAt)
    if (open.size !== standing.length || standing.some((row) => !open.has(row.kind))) {
      objections.push('the exceptions told are not those that stand')
    }
    for (const payment of books.payments.filter((row) => row.invoiceId === invoice.id)) {
      const about = told.filter(({ data }) => data.payment === payment.id).map(({ type }) => type)
      const last = about.filter((type) => type !== 'payment.corrected').at(-1)
      const should = payment.orphanedAt
        ? 'payment.reverted'
        : payment.confirmedAt
          ? 'payment.confirmed'
          : 'payment.detected'
      if (last !== should) objections.push(`${payment.id} is told as ${last}, must be ${should}`)
    }
    return objections.map((line) => `${invoice.id}: ${line}`)
  })
}

/**
 * S2: up to the cursor, on its branch, every transfer of a well-behaved token to an address that was watched is credited, and
 * nothing that is not there. A provider that hides logs may be behind, and what was undone below the window of hashes is not read
 * again; the balance brings that later.
 */
function cursorHasSeen({ chain, plan, blindUpTo }: Simulation, books: Books): string[] {
  const { cursor } = books
  if (!cursor?.blockHash || cursor.blockNumber === null) return []
  const tip = chain.byHash(cursor.blockHash)
  if (!tip) return ['the cursor is at a block that never was']
  if (plan.liar !== 'none') return []
  const logged = new Set(
    TOKENS.filter((token) => token.listed && !['fee', 'rebasing'].includes(token.behaviour)).map(
      (token) => token.address,
    ),
  )
  const byTopic = new Map(books.addresses.map((row) => [row.address.slice(2).toLowerCase(), row]))
  const offered = new Set(books.terms.map((row) => row.termsHash))
  const objections: string[] = []
  const should = new Set<string>()
  for (const block of chain.branch(tip, blindUpTo + 1, tip.number)) {
    for (const { transaction, logs } of block.mined) {
      for (const [position, log] of logs.entries()) {
        const isPaid = log.address === HUB_ADDRESS && log.topics[0] === ACCEPTED
        if (isPaid && offered.has(log.topics[1] ?? ''))
          should.add(`${transaction.hash}:${position}:${block.hash}`)
        const address = byTopic.get(log.topics[2]?.slice(26) ?? '')
        const isTransfer =
          log.topics[0] === TRANSFER &&
          log.topics.length === 3 &&
          logged.has(log.address) &&
          log.data !== '0x'
        if (address && isTransfer && BigInt(log.data) > 0n)
          should.add(`${transaction.hash}:${position}:${block.hash}`)
      }
    }
  }
  const symbols = new Set(
    [...TOKENS].filter((token) => logged.has(token.address)).map((token) => token.symbol),
  )
  const credited = new Set(
    books.payments
      .filter((row) => !row.orphanedAt && row.txHash && symbols.has(row.token) && row.position >= 0)
      .filter((row) => row.blockNumber > blindUpTo)
      .map((row) => `${row.txHash}:${row.position}:${row.blockHash}`),
  )
  for (const one of should)
    if (!credited.has(one)) objections.push(`the cursor passed ${one}, which is not credited`)
  for (const one of credited)
    if (!should.has(one)) objections.push(`${one} is credited and not on the cursor's chain`)
  return objections
}

function show(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? inner.toString() : inner)) ??
    'nothing'
  )
}
