import { accounts } from '@/scripts/local/accounts'
import { assetOf } from '../world/clients'
import type { KnownRefund, Merchant } from '../world/merchant'
import { EPOCH, type Simulation } from '../world/simulation'
import type { ModelBlock, ModelChain } from '../chain/modelChain'
import { NATIVE_LOG_EMITTER, TRANSFER, word } from '../chain/state'
import { NATIVE } from '../chain/tokens'
import { sum, type Books } from './books'

export type Refund = Books['refunds'][number]

/** A transfer out of the merchant's wallet, where it stands. */
type Outgoing = {
  asset: string
  to: string
  amount: bigint
  txHash: string
  position: number
  block: ModelBlock
}

const HOUR = 3_600_000
const SLACK = 15_000
const WALLET = accounts.treasury.address

/** F6: a transfer of it stands in a block. */
export function stands(refund: Refund): boolean {
  return refund.seenAt !== null && refund.orphanedAt === null
}

/** F6: prepared, sent or done, it takes of what arrived. */
export function takes(refund: Refund): boolean {
  return stands(refund) || (refund.cancelledAt === null && refund.expiredAt === null)
}

/** Milliseconds: an hour after its end, or after its block was undone. */
function lastMoment(refund: Refund): number {
  return Math.max(refund.expiresAt.getTime(), refund.orphanedAt?.getTime() ?? 0) + HOUR
}

export function lastMoments(books: Books): number[] {
  return books.refunds.map(lastMoment)
}

/** What must hold of refunds at every moment. */
export function checkRefundsAlways(simulation: Simulation, books: Books): string[] {
  return [...fitsWhatArrived(books), ...areOnAChain(simulation, books), ...tellTheirState(books)]
}

/** F6: prepared + sent + completed <= received, unless a block has shown what money that was undone no longer covers. */
function fitsWhatArrived(books: Books): string[] {
  return books.refunds
    .filter((refund) => takes(refund) && refund.seenAt === null)
    .flatMap(({ id, invoiceId, token }) => {
      const isOf = (row: { invoiceId: string; token: string }) =>
        row.invoiceId === invoiceId && row.token === token
      const received = books.payments.filter((row) => isOf(row) && row.confirmedAt && !row.orphanedAt)
      const taking = books.refunds.filter((row) => isOf(row) && takes(row))
      const [has, promised] = [sum(received.map((row) => row.amount)), sum(taking.map((row) => row.amount))]
      return promised > has ? [`${id}: ${promised} are promised of ${has} that arrived`] : []
    })
}

/** What is sent or done is that very transfer in a block that was on some chain, as deep as it says (S7), one log one refund (S3). */
function areOnAChain({ chain, plan }: Simulation, books: Books): string[] {
  const taken = new Set<string>()
  return books.refunds.filter(stands).flatMap((refund) => {
    const { id, txHash, position, blockHash } = refund
    const log = `${txHash}:${position}`
    if (taken.has(log)) return [`${id} is settled by a log that settles another`]
    taken.add(log)
    if (plan.liar === 'forges') return []
    const block = chain.byHash(blockHash ?? '')
    const own = block && outgoing([block]).find((one) => `${one.txHash}:${one.position}` === log)
    if (!block || !own || !isOf(refund, own)) return [`${id} is not what its transaction carries`]
    if (!refund.confirmedAt) return []
    const until = plan.clockJumps === 0 ? refund.confirmedAt.getTime() - EPOCH.getTime() : Infinity
    const depth = chain.deepest(block, until)
    if (depth >= refund.requiredConfirmations) return []
    return [`${id} was completed ${depth} deep instead of ${refund.requiredConfirmations}`]
  })
}

/** Q6: the last that was told of a refund is what it is. */
function tellTheirState(books: Books): string[] {
  return books.refunds.flatMap((refund) => {
    const told = books.events
      .filter(({ type, data }) => data.refund === refund.id && type !== 'refund.reported')
      .map(({ type }) => type.slice('refund.'.length))
    const should = stands(refund)
      ? [refund.confirmedAt ? 'completed' : 'sent']
      : refund.cancelledAt
        ? ['cancelled', 'reverted']
        : refund.expiredAt
          ? ['expired', 'reverted']
          : refund.orphanedAt
            ? ['reverted']
            : ['prepared']
    return should.includes(told.at(-1) ?? '')
      ? []
      : [`${refund.id} is told ${told.join()}, is ${should.join()}`]
  })
}

/** At rest: each refund is what the chain and the time make of it, and each transfer that is one is found. */
export function checkRefundsSettled(simulation: Simulation, books: Books, merchant: Merchant): string[] {
  const { chain } = simulation
  const objections = checkTold(books, merchant.refunds)
  const all = outgoing(chain.branch(chain.head, 0, chain.head.number))
  const isOwn = (one: Outgoing, refund: Refund) =>
    stands(refund) && refund.txHash === one.txHash && refund.position === one.position
  const { blindUpTo } = simulation
  for (const refund of books.refunds.filter((one) => stands(one) && (one.blockNumber ?? 0) > blindUpTo)) {
    const own = all.find((one) => isOwn(one, refund))
    if (!own || own.block.hash !== refund.blockHash || !isOf(refund, own))
      objections.push(
        `${refund.id} is ${refund.confirmedAt ? 'done' : 'sent'} without a transfer on the chain`,
      )
    else if (!refund.confirmedAt) objections.push(`${refund.id} is deep enough and not completed`)
    else if (own.block.time * 1000 > lastMoment(refund) && isFirstSight(books, refund))
      objections.push(`${refund.id} was sent after its time and counts`)
  }
  const seen = all.filter((each) => each.block.number > blindUpTo)
  for (const one of seen.filter((each) => !books.refunds.some((refund) => isOwn(each, refund))))
    objections.push(...missed(simulation, books, one))
  for (const refund of books.refunds)
    if (refund.expiredAt) objections.push(...expiredTooEarly(simulation, refund))
  return objections
}

/** Of a transfer that settled nothing: the refunds that it should have settled. */
function missed({ plan, chain }: Simulation, books: Books, one: Outgoing): string[] {
  return books.refunds
    .filter((refund) => !stands(refund) && refund.closedAt === null && isOf(refund, one))
    .filter((refund) => isWithinTime(refund, one, plan.clockJumps === 0))
    .filter((refund) => refund.cancelledAt === null || hasRoom(books, refund))
    .filter((refund) => plan.liar !== 'hides' || refund.reportedTx === one.txHash)
    .map((refund) => {
      const where = `${one.txHash.slice(0, 10)}:${one.position} in ${one.block.number} of ${chain.head.number}`
      const is = refund.cancelledAt ? 'called off, with room' : refund.orphanedAt ? 'undone' : 'prepared'
      return `${refund.id} (${refund.token}, ${is}, after ${refund.preparedBlock}) was sent by ${where}, which is not seen`
    })
}

/** Made after the refund: above the block that was proven then, or in a block that was mined later on another branch. */
function isWithinTime(refund: Refund, { block }: Outgoing, clocksAreTrue: boolean): boolean {
  const time = block.time * 1000
  const made = refund.createdAt.getTime()
  const isLater =
    block.number > refund.preparedBlock || (clocksAreTrue && block.bornAt + EPOCH.getTime() > made)
  return isLater && time >= made - SLACK && time <= lastMoment(refund)
}

function hasRoom(books: Books, { invoiceId, token, amount }: Refund): boolean {
  const isOfIt = (row: { invoiceId: string; token: string }) =>
    row.invoiceId === invoiceId && row.token === token
  const received = books.payments.filter((row) => isOfIt(row) && row.confirmedAt && !row.orphanedAt)
  const taking = books.refunds.filter((row) => isOfIt(row) && takes(row))
  return sum(taking.map((row) => row.amount)) + amount <= sum(received.map((row) => row.amount))
}

function isFirstSight(books: Books, { id }: Refund): boolean {
  return books.events.filter(({ type, data }) => data.refund === id && type === 'refund.sent').length === 1
}

/** S6: nothing is closed before the chain was seen to be past its time. */
function expiredTooEarly({ chain, plan }: Simulation, refund: Refund): string[] {
  if (plan.clockJumps > 0) return []
  const latest = Math.max(...chain.tips.map((tip) => tip.time)) * 1000
  const end = refund.expiresAt.getTime() + HOUR
  return latest > end ? [] : [`${refund.id} expired while the chain is at ${latest}, its end ${end}`]
}

/** What the merchant was told is stored, once, and nothing besides. */
function checkTold(books: Books, known: readonly KnownRefund[]): string[] {
  const objections: string[] = []
  if (books.refunds.length !== known.length)
    objections.push(`${known.length} refunds were told, ${books.refunds.length} are stored`)
  for (const one of known) {
    const row = books.refunds.find(({ id }) => id === one.id)
    if (row?.invoiceId !== one.invoice.id || row.amount !== one.amount || row.recipient !== one.to)
      objections.push(`${one.id} is not stored as it was told`)
  }
  return objections
}

/** Long after every end: what nobody sent is closed, and takes of nothing any more. */
export function checkNoneIsOpen(books: Books): string[] {
  return books.refunds
    .filter((refund) => refund.closedAt === null || (takes(refund) && !stands(refund)))
    .map((refund) => `${refund.id} is open although its time is long over`)
}

function isOf(refund: Refund, one: Outgoing): boolean {
  return (
    one.asset === assetOf(refund.token) &&
    one.to === refund.recipient.toLowerCase() &&
    one.amount === refund.amount
  )
}

/** All that leaves the merchant's wallet in these blocks. */
function outgoing(blocks: Parameters<ModelChain['branch']>[0][]): Outgoing[] {
  return blocks.flatMap((block) =>
    block.mined.flatMap(({ transaction, succeeded, logs }) => {
      const { hash: txHash, from, to, value } = transaction
      const isLogged = logs.some((log) => log.address === NATIVE_LOG_EMITTER)
      const coin =
        succeeded && !isLogged && value > 0n && from === WALLET
          ? [{ asset: NATIVE, to: to.toLowerCase(), amount: value, txHash, position: -1, block }]
          : []
      const tokens = logs.flatMap((log, position) => {
        const isTransfer =
          log.topics[0] === TRANSFER && log.topics.length === 3 && log.topics[1] === word(WALLET)
        const receiver = `0x${(log.topics[2] ?? '').slice(26)}`
        return isTransfer
          ? [
              {
                asset: log.address === NATIVE_LOG_EMITTER ? NATIVE : log.address,
                to: receiver,
                amount: BigInt(log.data),
                txHash,
                position,
                block,
              },
            ]
          : []
      })
      return [...coin, ...tokens]
    }),
  )
}
