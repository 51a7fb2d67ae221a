import { ownHoldings, ownTotals, type OwnHolding } from '@/db/queries/holdings'
import { xpubKeyRows } from '@/db/queries/xpubKeys'
import { payableBySymbol } from '@/lib/chains/payable'
import { knownNetwork } from '@/lib/chains/registry'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { walletPath } from './walletAddress'

/** What one address of the merchant's wallet held of one asset when it was last looked at. */
export type Holding = OwnHolding & {
  networkName: string
  /** Of the asset; amounts are base units. */
  decimals: number
  /** Where the merchant's wallet has the address. */
  path: string
  fingerprint: string
}

export type HoldingTotal = {
  network: string
  networkName: string
  token: string
  decimals: number
  balance: bigint
  addresses: number
  /** Addresses where more or less lies than what came and went explains. */
  flagged: number
}

/** So many rows at a time are read of an export. */
const PAGE = 1_000

/** The sums of what lies at addresses of the merchant's own wallets, and the first of them, for a wallet to sweep. */
export async function listHoldings(
  ctx: ServiceContext,
  actor: Actor,
  limit: number,
): Promise<{ totals: HoldingTotal[]; holdings: Holding[]; more: boolean }> {
  mustBeAllowed(actor, 'settlements:read')
  const totals = (await ownTotals(ctx.db, actor)).flatMap((total) => {
    const asset = assetOf(total)
    return asset ? [{ ...total, ...asset }] : []
  })
  const rows = await shown(ctx, await ownHoldings(ctx.db, actor, { after: null, limit: limit + 1 }))
  return { totals, holdings: rows.slice(0, limit), more: rows.length > limit }
}

/** All of them, part by part. */
export async function* everyHolding(ctx: ServiceContext, actor: Actor): AsyncGenerator<Holding[]> {
  mustBeAllowed(actor, 'settlements:read')
  let after: { id: string; token: string } | null = null
  for (;;) {
    const rows: OwnHolding[] = await ownHoldings(ctx.db, actor, { after, limit: PAGE })
    yield await shown(ctx, rows)
    const last = rows.at(-1)
    if (rows.length < PAGE || !last) return
    after = { id: last.id, token: last.token }
  }
}

async function shown(ctx: ServiceContext, rows: readonly OwnHolding[]): Promise<Holding[]> {
  const keys = await xpubKeyRows(
    ctx.db,
    rows.map((row) => row.xpubKeyId),
  )
  const fingerprints = new Map(keys.map((key) => [key.id, key.fingerprint]))
  return rows.flatMap((row) => {
    const network = knownNetwork(row.network)
    const asset = assetOf(row)
    if (!network || !asset) return []
    const fingerprint = fingerprints.get(row.xpubKeyId) ?? ''
    return [{ ...row, ...asset, path: walletPath(network, row.index), fingerprint }]
  })
}

function assetOf(row: { network: string; token: string }) {
  const network = knownNetwork(row.network)
  const token = network && payableBySymbol(network, row.token)
  return network && token ? { networkName: network.name, decimals: token.decimals } : null
}
