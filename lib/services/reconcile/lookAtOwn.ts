import type { AddressRow } from '@/db/queries/addresses'
import type { HoldingRow } from '@/db/queries/holdings'
import { optionsOf } from '@/db/queries/invoiceParts'
import { payableTokens } from '@/lib/chains/payable'
import { explainBalance } from '@/lib/domain/explainBalance'
import type { Gap } from './gap'
import { movedSince } from './movedSince'
import type { Origin } from './ownOrigins'
import { isPatient } from './patience'
import { assetAt } from './readBalances'
import type { Run } from './run'
import type { Seen } from './seen'

/** A difference between balance and books, what of it only a payer can have brought, and since when it is just that. */
export type OwnGap = Gap & {
  payable: bigint
  since: Date
  /** The block behind which it came. */
  origin: number
  /** The invoice asks for this asset at this address. */
  isAsked: boolean
}
export type Look = { address: AddressRow; holdings: HoldingRow[]; gaps: OwnGap[] }

/** What explains the balances of merchants' own addresses, by what is in the books now, and what nothing explains (S4, ADR 0031). */
export async function lookAtOwn(
  run: Run,
  rows: readonly AddressRow[],
  seen: Seen,
  origins: ReadonlyMap<string, Origin>,
): Promise<Look[]> {
  const ids = rows.map((row) => row.id)
  const since = new Map([...origins].map(([asset, { block }]) => [asset, block]))
  const movedAt = await movedSince(run.ctx, since, ids, seen.at.number)
  const seenAt = run.ctx.clock.now()
  const looks = rows.map((address) => {
    const holdings: HoldingRow[] = []
    const gaps: OwnGap[] = []
    const isUsed = payableTokens(run.network).some(
      ({ symbol }) => movedAt(assetAt(address.id, symbol)).left > 0n,
    )
    for (const token of payableTokens(run.network)) {
      const asset = assetAt(address.id, token.symbol)
      const [balance, origin, kept] = [seen.balances.get(asset), origins.get(asset), seen.kept.get(asset)]
      if (balance === undefined || !origin) continue
      const { before, unexplained, payable } = explainBalance({
        balance,
        before: origin.before,
        ...movedAt(asset),
      })
      const differsSince = (kept?.unexplained === unexplained && kept.differsSince) || seenAt
      holdings.push({
        depositAddressId: address.id,
        token: token.symbol,
        balance,
        before,
        sinceBlock: origin.block,
        // What is explained without knowing it is known by this look alone.
        toldBlock: before === origin.before ? origin.toldBlock : seen.at.number,
        unexplained,
        differsSince: unexplained === 0n ? null : differsSince,
        blockNumber: seen.at.number,
        seenAt,
      })
      if (unexplained === 0n) continue
      gaps.push({
        address,
        token,
        amount: unexplained,
        payable: isUsed ? 0n : payable,
        since: differsSince,
        origin: origin.block,
        isAsked: false,
      })
    }
    return { address, holdings, gaps }
  })
  await noteAsked(run, looks)
  return looks
}

async function noteAsked(run: Run, looks: readonly Look[]): Promise<void> {
  const gaps = looks.flatMap((look) => look.gaps)
  const options = await optionsOf(run.ctx.db, [...new Set(gaps.map((gap) => gap.address.invoiceId))])
  for (const gap of gaps) {
    gap.isAsked = options.some(
      (one) => one.depositAddressId === gap.address.id && one.token === gap.token.symbol,
    )
  }
}

/** What may be credited by the balance: native coin that the invoice asks for. Tokens have logs, in which it is found, or a flag. */
export function isPayable({ token, payable, isAsked }: OwnGap): boolean {
  return token.address === null && isAsked && payable > 0n
}

/**
 * Whether the blocks are to be read again for it: of tokens for a while, whatever differs; of native coin before it is credited, or while it
 * could be. Less of it is gas.
 */
export function isSearched(run: Run, gap: OwnGap): boolean {
  if (gap.token.address !== null) return isPatient(run, gap.since)
  return isPayable(gap) || (gap.isAsked && gap.amount > 0n && isPatient(run, gap.since))
}
