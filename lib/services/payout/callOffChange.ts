import { deletePaymentMethod, methodsOf, updatePaymentMethod } from '@/db/queries/paymentMethods'
import { lockMerchant } from '@/db/queries/merchants'
import { DomainError } from '@/lib/domain/errors'
import { mustBeAllowed } from '../access'
import { recordAudit } from '../audit/recordAudit'
import type { Actor, ServiceContext } from '../context'
import { inTransaction } from '../transaction'

/** Calls off a change of wallet or treasury whose time has not come: invoices go on being paid as before (F4). Throws NOT_FOUND. */
export async function callOffChange(ctx: ServiceContext, actor: Actor, methodId: string): Promise<void> {
  mustBeAllowed(actor, 'payout:change')
  await inTransaction(ctx, async (tx) => {
    await lockMerchant(tx.db, actor.merchantId)
    const now = tx.clock.now()
    const methods = await methodsOf(tx.db, actor)
    const method = methods.find((one) => one.id === methodId)
    if (!method?.nextFrom || method.nextFrom <= now) {
      throw new DomainError('NOT_FOUND', 'There is no change that could be called off')
    }
    if (method.xpubKeyId === null && method.treasury === null) {
      await deletePaymentMethod(tx.db, method.id)
      const before = methods.find((one) => one.token === method.token && one.id !== method.id && one.enabled)
      if (method.isDefault && before) await updatePaymentMethod(tx.db, before.id, { isDefault: true })
    } else {
      const without = { nextXpubKeyId: null, nextTreasury: null, nextFrom: null }
      await updatePaymentMethod(tx.db, method.id, without)
    }
    await recordAudit(tx, actor, {
      action: 'payment_method.change_called_off',
      subject: method.id,
      changes: { network: method.network, token: method.token, from: method.nextFrom.toISOString() },
    })
  })
}
