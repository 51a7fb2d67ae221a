import { networkStatesOf } from '@/db/queries/networks'
import { payableBySymbol } from '@/lib/chains/payable'
import { transferCall, type TransferCall } from '@/lib/chains/transferCall'
import { knownNetwork } from '@/lib/chains/registry'
import type { ServiceContext } from '../context'
import { headsOf } from '../invoices/invoiceProgress'
import type { InvoiceRow, RefundRow, RefundView } from '../views'
import { refundViews } from './refundViews'
import { refundWallets } from './refundWallets'

/** A refund with everything that a wallet needs to make it (F6). */
export type RefundDetail = RefundView & {
  chainId: number
  /** Null is the network's own coin. */
  tokenAddress: string | null
  /** The wallets of the merchant from which it counts, in display form. */
  wallets: string[]
  call: TransferCall
}

/** Reads what belongs to refunds of one invoice. */
export async function refundDetails(
  ctx: Pick<ServiceContext, 'db'>,
  invoice: Pick<InvoiceRow, 'id' | 'merchantId' | 'mode'>,
  refunds: readonly RefundRow[],
): Promise<RefundDetail[]> {
  const heads = headsOf(await networkStatesOf(ctx.db, invoice.id))
  const wallets = [...((await refundWallets(ctx, [invoice])).get(invoice.id) ?? [])].sort()
  return refundViews(refunds, heads).map((refund) => {
    const network = knownNetwork(refund.network)
    const token = network && payableBySymbol(network, refund.token)
    if (!network || !token) throw new Error(`no ${refund.token} on ${refund.network}`)
    return {
      ...refund,
      chainId: network.chainId,
      tokenAddress: token.address,
      wallets,
      call: transferCall(network, token.address, refund.recipient, refund.amount),
    }
  })
}
