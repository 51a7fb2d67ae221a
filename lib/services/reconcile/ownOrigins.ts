import type { AddressRow } from '@/db/queries/addresses'
import type { HoldingRow } from '@/db/queries/holdings'
import { payableTokens } from '@/lib/chains/payable'
import type { At } from './gap'
import { isSinceIssued } from './ownMoney'
import { isPatient } from './patience'
import { assetAt } from './readBalances'
import type { Run } from './run'
import type { Seen } from './seen'
import { statesBefore } from './statesBefore'

/** What lay at an address at the end of a block of which nothing is for its invoice; null where nobody can tell. */
export type Origin = { block: number; before: bigint | null; toldBlock: number }

/**
 * Where the explanation of each balance begins, by `assetAt` (S1, ADR 0031): with the state at the end of the last block of which nothing is
 * for the invoice. The chain is asked for it at the first look behind that block. Of a chain that tells no old balances it is the last
 * look up to there. Without one, or where the provider has no state of that block any more, nobody knows what lay there.
 */
export async function originsOf(
  run: Run,
  rows: readonly AddressRow[],
  seen: Seen,
): Promise<ReadonlyMap<string, Origin>> {
  const origins = new Map<string, Origin>()
  const open = new Set<AddressRow>()
  for (const address of rows) {
    for (const { symbol } of payableTokens(run.network)) {
      const asset = assetAt(address.id, symbol)
      const balance = seen.balances.get(asset)
      if (balance === undefined) continue
      const origin = knownOrigin(run, address, balance, { kept: seen.kept.get(asset), at: seen.at })
      if (origin) origins.set(asset, origin)
      else open.add(address)
    }
  }
  for (const [asset, { block, before }] of await statesBefore(run, [...open], seen)) {
    if (!origins.has(asset)) origins.set(asset, { block, before, toldBlock: block })
  }
  return origins
}

/** Null where the chain is to be asked. */
function knownOrigin(
  run: Run,
  address: AddressRow,
  balance: bigint,
  { kept, at }: { kept: HoldingRow | undefined; at: At },
): Origin | null {
  if (!isSinceIssued(address, at)) return { block: at.number, before: balance, toldBlock: at.number }
  if (kept && (run.reader.solid || isFinal(run, kept))) {
    return { block: kept.sinceBlock, before: kept.before, toldBlock: kept.toldBlock }
  }
  const block = address.issuedBlock ?? 0
  return run.reader.solid ? { block, before: null, toldBlock: block } : null
}

/** Once it was looked at behind its origin that stands; what nobody could tell is asked for again for a while. */
function isFinal(run: Run, kept: HoldingRow): boolean {
  if (kept.blockNumber <= kept.sinceBlock) return false
  return kept.before !== null || !isPatient(run, kept.differsSince ?? kept.seenAt)
}
