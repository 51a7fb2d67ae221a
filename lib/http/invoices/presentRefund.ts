import type { z } from 'zod'
import type { WalletRow } from '@/db/queries/wallets'
import { networkName } from '@/lib/chains/lanes'
import type { RefundList } from '@/lib/services/refunds/listRefunds'
import type { RefundDetail } from '@/lib/services/refunds/refundDetail'
import type { MerchantWallets } from '@/lib/services/wallets/listWallets'
import type { Wire } from '../json'
import { timestamp, timestampOrNull } from '../time'
import { assetAmount, assetText } from './amounts'
import type { refundAnswer, refundList, walletAnswer, walletList } from './refundSchemas'

export function presentRefund(refund: RefundDetail): Wire<z.output<typeof refundAnswer>> {
  return {
    id: refund.id,
    invoice_id: refund.invoiceId,
    status: refund.status,
    type: refund.kind,
    reason: refund.reason,
    network: networkName(refund.network),
    chain_id: refund.chainId,
    crypto_currency: refund.token,
    token_address: refund.tokenAddress,
    token_decimals: refund.decimals,
    amount: assetAmount(refund.amount, refund.decimals),
    crypto_amount: assetText(refund.amount, refund.decimals),
    amount_base_units: refund.amount.toString(),
    to: refund.recipient,
    from_wallets: refund.wallets,
    transaction: { to: refund.call.to, value: refund.call.value, data: refund.call.data },
    payment_uri: refund.call.uri,
    expires_at: timestamp(refund.expiresAt),
    tx_hash: refund.txHash,
    reported_tx_hash: refund.reportedTx,
    from_address: refund.fromAddress,
    block_number: refund.blockNumber,
    confirmations: refund.confirmations,
    required_confirmations: refund.requiredConfirmations,
    created_at: timestamp(refund.createdAt),
    sent_at: timestampOrNull(refund.orphanedAt ? null : refund.seenAt),
    completed_at: timestampOrNull(refund.confirmedAt),
    cancelled_at: timestampOrNull(refund.status === 'cancelled' ? refund.cancelledAt : null),
  }
}

export function presentRefunds({ refunds, refundable }: RefundList): Wire<z.output<typeof refundList>> {
  return {
    refunds: refunds.map(presentRefund),
    refundable: refundable.map((one) => ({
      network: one.networkName,
      crypto_currency: one.token,
      received: assetAmount(one.received, one.decimals),
      allotted: assetAmount(one.allotted, one.decimals),
      refundable: assetAmount(one.refundable, one.decimals),
      excess: assetAmount(one.excess, one.decimals),
    })),
  }
}

export function presentWallet(wallet: WalletRow): z.output<typeof walletAnswer> {
  return {
    id: wallet.id,
    address: wallet.address,
    label: wallet.label,
    created_at: timestamp(wallet.createdAt),
  }
}

export function presentWallets({ declared, treasuries }: MerchantWallets): z.output<typeof walletList> {
  return { wallets: declared.map(presentWallet), treasuries }
}
