import type { HubTermsRow } from '@/db/queries/hubTerms'
import { hubId, hubPaymentId, type HubTerms } from '@/lib/chains/evm/paymentHub'
import type { Hex } from '@/lib/chains/port'

type Named = Pick<
  HubTermsRow,
  | 'merchantId'
  | 'invoiceId'
  | 'optionId'
  | 'version'
  | 'tokenAddress'
  | 'amount'
  | 'treasury'
  | 'fee'
  | 'feeRecipient'
  | 'deadline'
>

/** Terms as the contract takes them. */
export function contractTerms(row: Named & Pick<HubTermsRow, 'paymentId'>): HubTerms {
  return { ...withoutPayment(row), paymentId: row.paymentId as Hex }
}

/** The payment's id, derived from all the rest and the merchant's seed (F8). */
export function paymentIdOf(row: Named, chainId: number, seed: string): Hex {
  return hubPaymentId(seed, `${row.optionId} ${row.version}`, chainId, withoutPayment(row))
}

function withoutPayment(row: Named): Omit<HubTerms, 'paymentId'> {
  return {
    merchantId: hubId(row.merchantId),
    invoiceId: hubId(row.invoiceId),
    token: row.tokenAddress as Hex,
    amount: row.amount,
    treasury: row.treasury as Hex,
    fee: row.fee,
    feeRecipient: row.feeRecipient as Hex,
    deadline: BigInt(row.deadline.getTime()) / 1000n,
  }
}
