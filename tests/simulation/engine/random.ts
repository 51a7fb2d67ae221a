import { createHash } from 'node:crypto'
import { seededRandom } from '@/tests/support/seededRandom'

/** Draws of one seed. Each part of a run has its own, so that one part's draws do not move another's. */
export type Random = {
  next(): number
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
  chance(probability: number): boolean
  pick<Item>(items: readonly Item[]): Item
  bytes(size: number): Buffer
  /** Another independent source, by name. */
  fork(name: string): Random
}

export function createRandom(seed: string): Random {
  const next = seededRandom(createHash('sha256').update(seed).digest().readInt32LE())
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick(items) {
      const item = items[between(0, items.length - 1)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
    bytes: (size) => Buffer.from(Array.from({ length: size }, () => between(0, 255))),
    fork: (name) => createRandom(`${seed}/${name}`),
  }
}
