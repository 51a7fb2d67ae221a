import { depositAddressAmong, insertWallet, walletsOf, type WalletRow } from '@/db/queries/wallets'
import { anyAddress, isZeroAddress } from '@/lib/chains/addresses'
import { NETWORKS } from '@/lib/chains/registry'
import { DomainError } from '@/lib/domain/errors'
import { newId } from '@/lib/ids'
import { mustBeAllowed } from '../access'
import { fieldsOf } from '../audit/changesOf'
import { recordAudit } from '../audit/recordAudit'
import type { Actor, ServiceContext } from '../context'
import { inTransaction } from '../transaction'

const MOST_WALLETS = 50

/**
 * Notes a wallet as the merchant's own: refunds that come from it count (F6). It decides nothing about where money goes. One that is
 * declared already is answered as it is. Throws VALIDATION_FAILED.
 */
export async function declareWallet(
  ctx: ServiceContext,
  actor: Actor,
  input: { address: string; label: string | null },
): Promise<WalletRow> {
  mustBeAllowed(actor, 'wallets:manage')
  const address = anyAddress(input.address.trim())
  if (!address || isZeroAddress(address) || isContract(address)) {
    throw refused('must be the address of a wallet, its checksum included')
  }
  if (await depositAddressAmong(ctx.db, address)) throw refused('must not be a deposit address')
  return inTransaction(ctx, async (tx) => {
    const declared = await walletsOf(tx.db, actor)
    const known = declared.find((wallet) => wallet.address === address)
    if (known) return known
    if (declared.length >= MOST_WALLETS) throw refused(`there can be at most ${MOST_WALLETS}`)
    const now = tx.clock.now()
    const { merchantId, mode } = actor
    const row = { id: newId('wal', now), merchantId, mode, address, label: input.label, createdAt: now }
    const isNew = await insertWallet(tx.db, row)
    if (isNew) {
      await recordAudit(tx, actor, {
        action: 'wallet.declared',
        subject: row.id,
        changes: fieldsOf(row, ['address', 'label']),
      })
    }
    const wallet = (await walletsOf(tx.db, actor)).find((one) => one.address === address)
    if (!wallet) throw new Error('a wallet was not inserted')
    return wallet
  })
}

function isContract(address: string): boolean {
  return NETWORKS.some(
    (network) =>
      network.factory === address ||
      network.hub === address ||
      network.tokens.some((token) => token.address === address),
  )
}

function refused(message: string): DomainError {
  return new DomainError('VALIDATION_FAILED', `address: ${message}`, { field: 'address' })
}
