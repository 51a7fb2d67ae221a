import { networkStates } from '@/db/queries/networks'
import { astrayMovedBy, movedBy, type WithdrawalRow } from '@/db/queries/withdrawals'
import { payableBySymbol } from '@/lib/chains/payable'
import { knownNetwork } from '@/lib/chains/registry'
import type { Actor, ServiceContext } from '../context'
import { loadTokens } from '../tokens/loadTokens'

/** A withdrawal that was told of, as the chain has it now; amounts are base units. */
export type WithdrawalView = {
  withdrawal: WithdrawalRow
  networkName: string
  /** Of payments; empty while the transaction is undone. */
  moved: { token: string; decimals: number; net: bigint; fee: bigint; addresses: number }[]
  /** Transfers that had gone astray and went with it (F3). */
  astray: number
  confirmations: number
  required: number
  /** `undone`: its block is no longer part of the chain. */
  state: 'confirming' | 'final' | 'undone'
}

/** What became of withdrawals, by the books: no chain is asked. */
export async function withdrawalViews(
  ctx: ServiceContext,
  owner: Pick<Actor, 'merchantId' | 'mode'>,
  rows: readonly WithdrawalRow[],
): Promise<WithdrawalView[]> {
  if (rows.length === 0) return []
  await loadTokens(ctx)
  const hashes = rows.map((row) => row.txHash)
  const moved = await movedBy(ctx.db, owner, hashes)
  const astray = await astrayMovedBy(ctx.db, owner, hashes)
  const states = await networkStates(ctx.db, [...new Set(rows.map((row) => row.network))])
  return rows.map((row) => {
    const isOf = (one: { network: string; txHash: string | null }) =>
      one.network === row.network && one.txHash === row.txHash
    const own = moved.filter(isOf)
    const strays = astray.filter(isOf)
    const network = ctx.networks.get(row.network) ?? knownNetwork(row.network)
    const block = own[0]?.block ?? strays[0]?.block ?? null
    const read = states.find((state) => state.network === row.network)?.blockNumber ?? null
    const confirmations = block === null || read === null ? 0 : Math.max(0, read - block + 1)
    const required = network?.confirmationFloor ?? 1
    return {
      withdrawal: row,
      networkName: network?.name ?? row.network,
      moved: own.map(({ token, net, fee, addresses }) => ({
        token,
        decimals: (network && payableBySymbol(network, token)?.decimals) ?? 0,
        net,
        fee,
        addresses,
      })),
      astray: strays.reduce((sum, one) => sum + one.transfers, 0),
      confirmations,
      required,
      state: block === null ? 'undone' : confirmations >= required ? 'final' : 'confirming',
    }
  })
}
