import type { PaymentFacts } from './assess'
import { heldBack } from './held'
import { total, type GivenBack } from './kept'

export type Releasing =
  /** Ids of the payments that are free from then on, sorted. */
  { released: readonly string[] } | { unknown: string } | { refused: 'nothing' | 'given_back' }

/**
 * Which held payments a person can set free (D9). What is given back, or promised to be, cannot pay as well. `named` null names all;
 * `allotted` are the refunds that take of what arrived.
 */
export function mayRelease(
  payments: readonly PaymentFacts[],
  allotted: readonly GivenBack[],
  named: readonly string[] | null,
  counted: ReadonlySet<string>,
): Releasing {
  const standing = payments.filter((payment) => payment.canonical && payment.amount > 0n)
  const held = standing.filter((payment) => payment.held)
  const loose = standing.filter((payment) => !payment.held && !counted.has(payment.id))
  const unknown = named?.find((id) => !held.some((payment) => payment.id === id))
  if (unknown !== undefined) return { unknown }
  const chosen = named ? held.filter((payment) => named.includes(payment.id)) : held
  if (chosen.length === 0) return { refused: 'nothing' }
  for (const asset of new Set(chosen.map((payment) => payment.asset))) {
    const sumOf = (of: readonly PaymentFacts[]) =>
      total(of.filter((payment) => payment.asset === asset).map((payment) => payment.amount))
    const left = sumOf(held) - heldBack(asset, { held, loose }, allotted)
    if (sumOf(chosen) > left) return { refused: 'given_back' }
  }
  return { released: chosen.map((payment) => payment.id).sort() }
}
