import type { AddressRow } from '@/db/queries/addresses'
import { isChainError } from '@/lib/chains/errors'
import type { At } from './gap'
import type { Run } from './run'
import { witnessOwned } from './witnessOwned'

/** Addresses whose balances are asked for while one block is the solid one: one call each. */
const BATCH = 16

/** The solid block moves on every few seconds, and then the balances are asked for again. */
const ATTEMPTS = 3

/**
 * The second witness where balances are told of the solid block alone (S4): compared with what was credited up to that very block. Where the
 * solid node is ahead of what was read, or does not stand still, or knows another chain, its addresses stay unsettled.
 */
export async function witnessSolid(
  run: Run,
  rows: readonly AddressRow[],
  proven: At,
  unsettled: Set<string>,
): Promise<void> {
  for (let start = 0; start < rows.length && !run.signal.aborted; start += BATCH) {
    const batch = rows.slice(start, start + BATCH)
    if (await isWitnessed(run, batch, proven)) for (const row of batch) unsettled.delete(row.id)
  }
}

async function isWitnessed(run: Run, rows: readonly AddressRow[], proven: At): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS && !run.signal.aborted; attempt += 1) {
    try {
      const solid = await run.reader.solid?.(run.signal)
      if (!solid || solid.number > proven.number) return false
      return await witnessOwned(run, rows, { number: solid.number, hash: solid.hash, time: solid.time })
    } catch (error) {
      if (!isChainError(error) || error.code !== 'lagging') throw error
    }
  }
  return false
}
