import type { AddressRow } from '@/db/queries/addresses'
import { refusedByTransaction, type RefusedRow } from '@/db/queries/refusedTransfers'
import { walletsOf } from '@/db/queries/wallets'
import type { Transfer } from '@/lib/chains/port'
import type { ServiceContext } from '../context'

/** Blocks may say that they are so much older than what they hold. */
const CLOCK_SLACK_MS = 60_000

type Arrival = { address: AddressRow; transfer: Transfer }
export type Refused = Arrival & {
  reason: RefusedRow['reason']
  /** Its row, when it was refused before. */
  known: RefusedRow | undefined
}

/**
 * Which transfers to an address are for its invoice, and why the others are not. Of a merchant's own wallet others can know an address
 * before its invoice: what came before that is not for it (S1); and gas money, which the merchant's declared wallet sends there so that
 * tokens can leave, is nobody's payment (ADR 0031). What was refused stays so in its block, whatever is declared later. Of a forwarder all
 * of them are payments.
 */
export async function sortArrivals(
  ctx: Pick<ServiceContext, 'db'>,
  network: string,
  arrivals: readonly Arrival[],
): Promise<{ meant: Transfer[]; refused: Refused[] }> {
  const own = arrivals.filter(({ address }) => address.rail === 'xpub')
  const hashes = own.map(({ transfer }) => transfer.txHash)
  const before = await refusedByTransaction(ctx.db, network, hashes)
  const declared = await declaredWallets(ctx, own)
  const meant: Transfer[] = []
  const refused: Refused[] = []
  for (const { address, transfer } of arrivals) {
    const known = before.find((row) => row.txHash === transfer.txHash && row.position === transfer.position)
    const reason = stands(known, transfer) ? known.reason : refusal(address, transfer, declared)
    if (reason) refused.push({ address, transfer, reason, known })
    else meant.push(transfer)
  }
  return { meant, refused }
}

function stands(known: RefusedRow | undefined, transfer: Transfer): known is RefusedRow {
  return known !== undefined && known.orphanedAt === null && known.blockHash === transfer.block.hash
}

type Declared = ReadonlyMap<string, ReadonlySet<string>>

function refusal(address: AddressRow, transfer: Transfer, declared: Declared): RefusedRow['reason'] | null {
  if (address.rail !== 'xpub') return null
  if (!isSinceIssued(address, transfer.block)) return 'before_invoice'
  const isGasMoney = transfer.token === null && declared.get(scopeOf(address))?.has(transfer.from)
  return isGasMoney ? 'gas_money' : null
}

/** By merchant and mode, where native coin came. */
async function declaredWallets(
  ctx: Pick<ServiceContext, 'db'>,
  arrivals: readonly Arrival[],
): Promise<Declared> {
  const declared = new Map<string, ReadonlySet<string>>()
  for (const { address, transfer } of arrivals) {
    const scope = scopeOf(address)
    if (transfer.token !== null || declared.has(scope)) continue
    declared.set(scope, new Set((await walletsOf(ctx.db, address)).map((wallet) => wallet.address)))
  }
  return declared
}

/** Whether what is in a block can be for the invoice of an address. */
export function isSinceIssued(
  { issuedBlock, createdAt }: Pick<AddressRow, 'issuedBlock' | 'createdAt'>,
  block: { number: number; time: Date },
): boolean {
  return block.number > (issuedBlock ?? 0) && block.time.getTime() >= createdAt.getTime() - CLOCK_SLACK_MS
}

function scopeOf({ merchantId, mode }: AddressRow): string {
  return `${merchantId}/${mode}`
}
