import { DomainError } from '@/lib/domain/errors'
import { formatUnits, parseUnits } from '@/lib/domain/money'
import type { RefundKind } from '@/lib/domain/refunds'
import type { Refundable } from './refundable'

/** How much is to go back: all that is left, what nobody owed, or decimal text in the token. */
export type AskedAmount = { of: 'full' } | { of: 'excess' } | { of: 'exact'; text: string }

/** Which of the assets that arrived is meant; null names the only one. */
export type AskedAsset = { network: string | null; token: string | null }

/** Throws REFUND_NOT_COVERED where nothing is left, VALIDATION_FAILED where the asset is not named well enough. */
export function chooseAsset(rooms: readonly Refundable[], asked: AskedAsset): Refundable {
  const named = rooms.filter(
    (room) =>
      (asked.token === null || room.token === asked.token) &&
      (asked.network === null || room.networkName === asked.network),
  )
  const left = named.filter((room) => room.refundable > 0n)
  const [only, another] = left.length > 0 ? left : named
  if (only && !another) return only
  if (another) {
    throw new DomainError('VALIDATION_FAILED', 'Several tokens arrived: name the one to give back', {
      field: 'crypto_currency',
      constraints: { allowed: left.map((room) => `${room.token} on ${room.networkName}`) },
    })
  }
  if (rooms.length > 0) {
    throw new DomainError('VALIDATION_FAILED', 'Nothing of this token arrived for the invoice', {
      field: 'crypto_currency',
      constraints: { allowed: rooms.map((room) => `${room.token} on ${room.networkName}`) },
    })
  }
  throw new DomainError('REFUND_NOT_COVERED', 'Nothing that is confirmed has arrived for this invoice')
}

/** A refund is one transfer, which holds no more than a word; several can have brought more. */
const MOST_IN_ONE = 2n ** 256n - 1n

/** Base units and what they were asked as. Throws INVALID_AMOUNT, REFUND_NOT_COVERED. */
export function chooseAmount(room: Refundable, asked: AskedAmount): { kind: RefundKind; amount: bigint } {
  const most = least(room.refundable, MOST_IN_ONE)
  if (asked.of === 'exact') {
    const amount = parseUnits(asked.text, room.decimals)
    if (amount === null || amount === 0n) {
      throw new DomainError(
        'INVALID_AMOUNT',
        `Must be more than nothing, with at most ${room.decimals} places`,
        { field: 'amount' },
      )
    }
    if (amount > most) throw notCovered(room, most)
    return { kind: 'partial', amount }
  }
  const amount = asked.of === 'full' ? most : least(most, room.excess)
  if (amount === 0n) throw notCovered(room, amount)
  return { kind: asked.of, amount }
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

function notCovered(room: Refundable, left: bigint): DomainError {
  const most = formatUnits(left, room.decimals)
  return new DomainError(
    'REFUND_NOT_COVERED',
    left === 0n
      ? `No ${room.token} is left to give back of what arrived`
      : `At most ${most} ${room.token} can be given back`,
    {
      field: 'amount',
      constraints: { refundable_amount: most, received_amount: formatUnits(room.received, room.decimals) },
    },
  )
}
