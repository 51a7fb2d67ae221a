import type { AddressRow } from '@/db/queries/payments'
import { walletsOf } from '@/db/queries/wallets'
import type { Transfer } from '@/lib/chains/port'
import type { ServiceContext } from '../context'

/** Blocks may say that they are so much older than what they hold. */
const CLOCK_SLACK_MS = 60_000

/**
 * Which transfers to an address are for its invoice. Of a merchant's own wallet others can know an address before its invoice: what came
 * before that is not for it (S1); and gas money, which the merchant's declared wallet sends there so that tokens can leave, is
 * nobody's payment (ADR 0031). Of a forwarder all of them are.
 */
export async function paymentsAmong(
  ctx: Pick<ServiceContext, 'db'>,
  transfers: readonly { address: AddressRow; transfer: Transfer }[],
): Promise<ReadonlySet<Transfer>> {
  const declared = new Map<string, ReadonlySet<string>>()
  for (const { address, transfer } of transfers) {
    const scope = scopeOf(address)
    if (address.rail !== 'xpub' || transfer.token !== null || declared.has(scope)) continue
    declared.set(scope, new Set((await walletsOf(ctx.db, address)).map((wallet) => wallet.address)))
  }
  const meant = transfers.filter(({ address, transfer }) => {
    if (address.rail !== 'xpub') return true
    const isGasMoney = transfer.token === null && declared.get(scopeOf(address))?.has(transfer.from)
    return !isGasMoney && isSinceIssued(address, transfer.block)
  })
  return new Set(meant.map(({ transfer }) => transfer))
}

function isSinceIssued(
  { issuedBlock, createdAt }: Pick<AddressRow, 'issuedBlock' | 'createdAt'>,
  block: { number: number; time: Date },
): boolean {
  return block.number > (issuedBlock ?? 0) && block.time.getTime() >= createdAt.getTime() - CLOCK_SLACK_MS
}

function scopeOf({ merchantId, mode }: AddressRow): string {
  return `${merchantId}/${mode}`
}
