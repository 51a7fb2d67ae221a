import type { ExceptionKind } from './invoice'

/** What a person can make of an exception: take it as it is, give its money back, or let it be. */
export const EXCEPTION_ACTIONS = ['accept', 'refund', 'ignore'] as const
export type ExceptionAction = (typeof EXCEPTION_ACTIONS)[number]

/**
 * Which choices an exception leaves (D1). What a reorganisation took back, or a refund that is due, can only be let be: there is no money
 * in it to take.
 */
export const EXCEPTION_CHOICES: Readonly<Record<ExceptionKind, readonly ExceptionAction[]>> = {
  underpaid: ['accept', 'refund', 'ignore'],
  overpaid: ['accept', 'refund', 'ignore'],
  late: ['accept', 'refund', 'ignore'],
  wrong_asset: ['accept', 'refund', 'ignore'],
  held: ['accept', 'refund', 'ignore'],
  reverted: ['ignore'],
  refund_due: ['ignore'],
}

/** The gravest first: where a document has room for one exception it shows this one (D1). */
const GRAVITY: readonly ExceptionKind[] = [
  'reverted',
  'held',
  'wrong_asset',
  'underpaid',
  'late',
  'overpaid',
  'refund_due',
]

/** The one that a document with room for one shows; null of none. */
export function gravest(kinds: Iterable<ExceptionKind>): ExceptionKind | null {
  const standing = new Set(kinds)
  return GRAVITY.find((kind) => standing.has(kind)) ?? null
}

/** What was decided about exceptions in the face of the very payments that stand now. */
export type Decisions = ReadonlyMap<ExceptionKind, ExceptionAction>

/**
 * What is left of the exceptions that the facts ask for. One that was decided about does not come back as long as its payments are the
 * same; what is to be given back stands as `refund_due` until it is.
 */
export function undecided(found: ReadonlySet<ExceptionKind>, decided: Decisions): ReadonlySet<ExceptionKind> {
  const left = new Set([...found].filter((kind) => !decided.has(kind)))
  const isOwed = [...found].some((kind) => decided.get(kind) === 'refund')
  if (isOwed && !decided.has('refund_due')) left.add('refund_due')
  return left
}
