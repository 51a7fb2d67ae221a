import type { HubTermsRow } from '@/db/queries/hubTerms'
import { HUB_ADDRESS } from '@/lib/chains/evm/paymentHub'
import type { HubStatement } from '@/lib/signing/statements'

/** What the instance signs of terms that are paid through the hub (F8): all that the contract is given, and whose they are. */
export function hubStatement(
  row: Omit<HubTermsRow, 'signature' | 'signingKey'>,
  chainId: number,
): HubStatement {
  return {
    type: 'hub-terms',
    version: 1,
    merchant: row.merchantId,
    invoice: row.invoiceId,
    livemode: row.mode === 'live',
    network: row.network,
    chain_id: chainId,
    hub: HUB_ADDRESS,
    payment_id: row.paymentId,
    terms_hash: row.termsHash,
    token: row.tokenAddress,
    symbol: row.token,
    amount: `${row.amount}`,
    fee: `${row.fee}`,
    treasury: row.treasury,
    fee_recipient: row.feeRecipient,
    deadline: row.deadline.toISOString(),
  }
}
