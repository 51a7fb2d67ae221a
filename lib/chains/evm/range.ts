/** How far one query may reach, learnt from what a provider takes. */
export interface RangeControl {
  /** Blocks to ask for next. */
  size(): number
  succeeded(blocks: number): void
  /** A query of so many blocks was too much. `divisor` is larger where each failure is dear (a timeout). */
  failed(blocks: number, divisor?: number): void
}

/** Successes after which a limit once met is tried again: busy times pass. */
const FORGET_AFTER = 50

/**
 * Starts at a quarter of the limit. Grows two-fold, but only half-way towards what last failed; falls back to what last worked,
 * and divides when even that is too much.
 */
export function createRangeControl(max: number): RangeControl {
  let size = Math.max(1, Math.ceil(max / 4))
  let worked = 0
  let ceiling = Infinity
  let successes = 0

  return {
    size: () => size,
    succeeded(blocks) {
      successes += 1
      if (successes % FORGET_AFTER === 0) ceiling = Infinity
      // A range cut short by the head of the chain says nothing of the provider.
      if (blocks < size) return
      worked = size
      const next = Math.min(max, size * 2, Math.floor((size + ceiling) / 2))
      // Within a twentieth of the limit each further failure costs more than it can gain.
      if (next - size > size / 20 || next === max) size = Math.max(size, next)
    },
    failed(blocks, divisor = 2) {
      successes = 0
      ceiling = Math.max(2, blocks)
      const smaller = Math.max(1, Math.floor(blocks / divisor))
      size = Math.max(smaller, worked < blocks ? worked : 0)
      worked = Math.min(worked, size)
    },
  }
}
