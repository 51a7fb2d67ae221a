import { removeWallet, type WalletRow } from '@/db/queries/wallets'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import { fieldsOf } from '../audit/changesOf'
import { recordAudit } from '../audit/recordAudit'
import type { Actor, ServiceContext } from '../context'
import { inTransaction } from '../transaction'

/** Refunds from a declared wallet do not count from now on; what has counted stays (F6). Throws NOT_FOUND. */
export async function forgetWallet(ctx: ServiceContext, actor: Actor, id: string): Promise<WalletRow> {
  mustBeAllowed(actor, 'wallets:manage')
  return inTransaction(ctx, async (tx) => {
    const wallet = await removeWallet(tx.db, actor, id, tx.clock.now())
    if (!wallet) throw new DomainError('NOT_FOUND', 'Wallet not found')
    await recordAudit(tx, actor, {
      action: 'wallet.forgotten',
      subject: id,
      changes: fieldsOf(wallet, ['address', 'label']),
    })
    return wallet
  })
}
