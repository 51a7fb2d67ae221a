import { networkState } from '@/db/queries/networks'
import { insertRefund } from '@/db/queries/refunds'
import { payableBySymbol } from '@/lib/chains/payable'
import { knownNetwork } from '@/lib/chains/registry'
import { DomainError } from '@/lib/domain/errors'
import { uncountedPart } from '@/lib/domain/refunds'
import { newId } from '@/lib/ids'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { reassess } from '../invoices/reassess'
import { confirmationsFor } from '../reconcile/creditTransfers'
import { wakeLane } from '../testmode/wakeLane'
import { assertRecipient } from './assertRecipient'
import { onInvoice } from '../invoices/onInvoice'
import { chooseAmount, chooseAsset, type AskedAmount, type AskedAsset } from './refundAmount'
import { refundRoom } from './refundable'
import { refundDetails, type RefundDetail } from './refundDetail'
import { refundEvent } from './refundEvent'
import { refundWallets } from './refundWallets'

export type PrepareRefundInput = AskedAsset & {
  /** An address that the customer gave. */
  to: string
  amount: AskedAmount
  reason: string | null
  expiresInSeconds: number | null
}

const USUAL_LIFETIME_SECONDS = 3_600

/**
 * Writes down the exact transfer that gives money back, for the merchant's own wallet to sign: this server has no key that
 * could (F6). What it takes of the money that arrived is promised from then on, under the invoice's lock, until the transfer is
 * seen, called off, or its time is over. Throws NOT_FOUND, VALIDATION_FAILED, INVALID_AMOUNT, REFUND_NOT_COVERED.
 */
export async function prepareRefund(
  ctx: ServiceContext,
  actor: Actor,
  invoiceId: string,
  input: PrepareRefundInput,
): Promise<RefundDetail> {
  mustBeAllowed(actor, 'invoices:refund')
  return onInvoice(ctx, actor, invoiceId, async (tx, invoice) => {
    const { refundable, options } = await refundRoom(tx, invoice)
    const room = chooseAsset(refundable, input)
    const network = knownNetwork(room.network)
    const token = network && payableBySymbol(network, room.token)
    if (!network || !token) {
      throw new DomainError(
        'VALIDATION_FAILED',
        `${room.token} cannot be sent on ${room.networkName} any more`,
      )
    }
    const wallets = (await refundWallets(tx, [invoice])).get(invoice.id) ?? new Set()
    const recipient = await assertRecipient(tx, network, input.to, wallets)
    const { kind, amount } = chooseAmount(room, input.amount)

    const now = tx.clock.now()
    const lifetime = (input.expiresInSeconds ?? USUAL_LIFETIME_SECONDS) * 1000
    const open = tx.networks.get(room.network)
    const refund = await insertRefund(tx.db, {
      id: newId('ref', now),
      merchantId: invoice.merchantId,
      mode: invoice.mode,
      invoiceId: invoice.id,
      network: room.network,
      token: room.token,
      decimals: room.decimals,
      kind,
      amount,
      uncounted: uncountedPart(room, amount),
      recipient,
      reason: input.reason,
      preparedBlock: (await networkState(tx.db, room.network))?.blockNumber ?? 0,
      expiresAt: new Date(now.getTime() + lifetime),
      requiredConfirmations: open
        ? confirmationsFor(options, invoice.id, open, token)
        : network.confirmationFloor,
      createdAt: now,
    })
    const event = refundEvent('refund.prepared', refund, { kind, reason: refund.reason })
    await reassess(tx, new Map([[invoice.id, [event]]]), actor)
    await wakeLane(tx, invoice)
    const [detail] = await refundDetails(tx, invoice, [refund])
    if (!detail) throw new Error('a refund without its details')
    return detail
  })
}
