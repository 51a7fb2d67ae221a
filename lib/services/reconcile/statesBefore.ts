import type { AddressRow } from '@/db/queries/addresses'
import { ChainError, isChainError } from '@/lib/chains/errors'
import { payableTokens } from '@/lib/chains/payable'
import type { At } from './gap'
import { isSinceIssued } from './ownMoney'
import type { Seen } from './seen'
import { assetAt } from './readBalances'
import type { Run } from './run'

type State = { block: number; before: bigint | null }

/**
 * What lay at addresses at the end of the last block of which nothing is for their invoices (S1), by `assetAt`; null where the provider has
 * no state of that block any more and nobody looked then. `at` is a block that may hold something for them. Throws ChainError.
 */
export async function statesBefore(
  run: Run,
  addresses: readonly AddressRow[],
  { at, kept }: Pick<Seen, 'at' | 'kept'>,
): Promise<Map<string, State>> {
  const states = new Map<string, State>()
  const blocks = new Map<number, Promise<At>>([[at.number, Promise.resolve(at)]])
  const byBlock = new Map<number, AddressRow[]>()
  for (const address of addresses) {
    const last = await lastBlockBefore(run, address, at, blocks)
    const seen = assetsOf(run, address).map((asset) => [asset, kept.get(asset)] as const)
    for (const [asset, row] of seen) {
      if (row?.sinceBlock === last) states.set(asset, { block: last, before: row.before })
    }
    const isKnown = seen.every(([, row]) => row?.sinceBlock === last && row.before !== null)
    if (!isKnown) byBlock.set(last, [...(byBlock.get(last) ?? []), address])
  }
  for (const [block, own] of byBlock) {
    const balances = await balancesThen(run, own, block)
    for (const [row, address] of own.entries()) {
      for (const [column, asset] of assetsOf(run, address).entries()) {
        const before = balances?.[row]?.[column] ?? states.get(asset)?.before ?? null
        states.set(asset, { block, before })
      }
    }
  }
  return states
}

function assetsOf({ network }: Run, { id }: AddressRow): string[] {
  return payableTokens(network).map(({ symbol }) => assetAt(id, symbol))
}

/** By bisection between the block that was proven when the address was issued and `at`; mostly it is the former. */
async function lastBlockBefore(
  run: Run,
  address: AddressRow,
  at: At,
  blocks: Map<number, Promise<At>>,
): Promise<number> {
  let [low, high] = [address.issuedBlock ?? 0, at.number]
  let next = low + 1
  while (low + 1 < high) {
    const block = blocks.get(next) ?? blockAt(run, next)
    blocks.set(next, block)
    if (isSinceIssued(address, await block)) high = next
    else low = next
    next = Math.floor((low + high) / 2)
  }
  return low
}

async function blockAt(run: Run, number: number): Promise<At> {
  const block = await run.reader.block(number, run.signal)
  if (!block) throw new ChainError('lagging', `no block ${number} although later ones are there`)
  return block
}

async function balancesThen(
  run: Run,
  addresses: readonly AddressRow[],
  block: number,
): Promise<bigint[][] | null> {
  try {
    return await run.reader.balances(
      addresses.map((row) => row.address),
      payableTokens(run.network).map((token) => token.address),
      block,
      run.signal,
    )
  } catch (error) {
    if (!isChainError(error) || !(error.code === 'lagging' || error.code === 'bad_response')) throw error
    return null
  }
}
