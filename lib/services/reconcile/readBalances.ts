import type { AddressRow } from '@/db/queries/addresses'
import { isChainError } from '@/lib/chains/errors'
import { payableTokens, type PayableToken } from '@/lib/chains/payable'
import type { Run } from './run'
import type { At } from './gap'

/** Names one asset at one deposit address. */
export function assetAt(addressId: string, symbol: string): string {
  return `${addressId}:${symbol}`
}

/**
 * Balances by `assetAt` at that very block; null when the chain has another block there by now. A token whose contract does
 * not answer is missing from them, so that it does not hold up the others.
 */
export async function readBalances(
  run: Run,
  rows: readonly AddressRow[],
  at: At,
): Promise<Map<string, bigint> | null> {
  const balances = new Map<string, bigint>()
  for (const { token, column } of await columns(run, rows, at)) {
    for (const [index, row] of rows.entries())
      balances.set(assetAt(row.id, token.symbol), column[index] ?? 0n)
  }
  const block = await run.reader.block(at.number, run.signal)
  return block?.hash === at.hash ? balances : null
}

type Column = { token: PayableToken; column: bigint[] }

async function columns(run: Run, rows: readonly AddressRow[], at: At): Promise<Column[]> {
  const tokens = payableTokens(run.network)
  try {
    return await readColumns(run, rows, at, tokens)
  } catch (error) {
    if (!isChainError(error) || error.code !== 'bad_response') throw error
  }
  const answered: Column[] = []
  for (const token of tokens) {
    try {
      answered.push(...(await readColumns(run, rows, at, [token])))
    } catch (error) {
      if (!isChainError(error) || error.code !== 'bad_response') throw error
      run.ctx.log.error(
        { network: run.network.id, symbol: token.symbol },
        'a token does not tell its balances',
      )
    }
  }
  return answered
}

async function readColumns(
  run: Run,
  rows: readonly AddressRow[],
  at: At,
  tokens: readonly PayableToken[],
): Promise<Column[]> {
  const table = await run.reader.balances(
    rows.map((row) => row.address),
    tokens.map((token) => token.address),
    at.number,
    run.signal,
  )
  return tokens.map((token, index) => ({ token, column: table.map((row) => row[index] ?? 0n) }))
}
