import { findCheckoutConfig, putCheckoutConfig, type CheckoutConfigRow } from '@/db/queries/checkoutConfigs'
import { lockMerchant } from '@/db/queries/merchants'
import type { CheckoutEvent } from '@/lib/domain/checkoutEvents'
import { newId } from '@/lib/ids'
import { mustBeAllowed } from '../access'
import { changesOf, fieldsOf } from '../audit/changesOf'
import { recordAudit } from '../audit/recordAudit'
import type { Actor, ServiceContext } from '../context'
import { inTransaction } from '../transaction'
import { applyMethods, prepareMethods, type MethodWanted } from './putMethods'
import { putEndpoint } from './putEndpoint'

export type ConfigInput = Pick<
  CheckoutConfigRow,
  | 'defaultPaymentTiming'
  | 'invoiceIssuerName'
  | 'sendInvoiceCreatedEmail'
  | 'sendInvoicePaidEmail'
  | 'invoiceCreateFields'
  | 'redirectUrl'
> & {
  /** Null tells nobody. */
  webhookUrl: string | null
  events: readonly CheckoutEvent[]
  /** All there shall be: what is not among them is disabled. Null leaves them as they are. */
  methods: readonly MethodWanted[] | null
}

/**
 * Makes the merchant's configuration in this mode, or puts it in the place of the one there is, all of it or nothing. Where money goes is
 * decided as anywhere (F4). `madeSecret` signs webhooks, and is shown where there was none before. Throws VALIDATION_FAILED, NOT_PERMITTED, NOT_FOUND, PAYMENT_METHOD_EXISTS,
 * NETWORK_UNREACHABLE, PLAN_LIMIT_REACHED.
 */
export async function putConfig(
  ctx: ServiceContext,
  actor: Actor,
  input: ConfigInput,
): Promise<{ row: CheckoutConfigRow; madeSecret: string | null }> {
  mustBeAllowed(actor, 'config:write')
  if (input.methods) mustBeAllowed(actor, 'payment_methods:write')
  const methods = input.methods && (await prepareMethods(ctx, actor, input.methods))
  return inTransaction(ctx, async (tx) => {
    await lockMerchant(tx.db, actor.merchantId)
    const before = await findCheckoutConfig(tx.db, actor)
    const now = tx.clock.now()
    const { webhookUrl, events, methods: _methods, ...fields } = input
    const { merchantId, mode } = actor
    const id = newId('cfg', now)
    const row = await putCheckoutConfig(tx.db, {
      id,
      merchantId,
      mode,
      ...fields,
      createdAt: now,
      updatedAt: now,
    })
    const changes = {
      ...(before ? changesOf(before, row, TOLD) : fieldsOf(row, TOLD)),
      default_payment_timing: JSON.stringify(row.defaultPaymentTiming),
    }
    await recordAudit(tx, actor, { action: 'checkout_config.set', subject: row.id, changes })
    const madeSecret = await putEndpoint(tx, actor, { url: webhookUrl, events })
    if (methods) await applyMethods(tx, actor, methods)
    return { row, madeSecret }
  })
}

const TOLD = ['invoiceIssuerName', 'sendInvoiceCreatedEmail', 'sendInvoicePaidEmail', 'redirectUrl'] as const
