import { addressOf } from '@/db/queries/addresses'
import { hubTermsRow } from '@/db/queries/hubTerms'
import type { PaymentRow } from '@/db/queries/payments'
import { payableBySymbol } from '@/lib/chains/payable'
import type { ChainReader, Hex } from '@/lib/chains/port'
import { expectedBalance } from './expectedBalance'
import type { Gap } from './gap'
import type { Run } from './run'

/**
 * Whether a provider confirms a payment (S5): the very transfer (token, recipient, at least the credited amount) is in a
 * successful receipt of the block it was found in. What only a balance showed must be in this provider's balance too.
 */
export async function agrees(run: Run, reader: ChainReader, payment: PaymentRow): Promise<boolean> {
  if (payment.hubTermsId !== null) return acceptedAgain(run, reader, payment, payment.hubTermsId)
  const token = payableBySymbol(run.network, payment.token)
  const address = await addressOf(run.ctx.db, payment)
  if (!token || !address) return false
  if (payment.txHash === null) {
    const block = await reader.block(payment.blockNumber, run.signal)
    return block?.hash === payment.blockHash && (await holdsCredits(run, reader, payment, { address, token }))
  }
  const receipt = await reader.receipt(payment.txHash as Hex, run.signal)
  return Boolean(
    receipt?.succeeded &&
    receipt.block.hash === payment.blockHash &&
    receipt.transfers.some(
      (transfer) =>
        transfer.position === payment.position &&
        transfer.token === token.address &&
        transfer.to === address.address &&
        transfer.amount >= payment.amount,
    ),
  )
}

/** The hub's event of just these terms is in a successful receipt of the block it was found in (F5). */
async function acceptedAgain(
  run: Run,
  reader: ChainReader,
  payment: PaymentRow,
  termsId: string,
): Promise<boolean> {
  const terms = await hubTermsRow(run.ctx.db, termsId)
  const receipt = payment.txHash && (await reader.receipt(payment.txHash as Hex, run.signal))
  if (!terms || !receipt) return false
  return (
    receipt.succeeded &&
    receipt.block.hash === payment.blockHash &&
    receipt.accepted.some((log) => log.position === payment.position && log.terms === terms.termsHash)
  )
}

/** At the payment's block, this provider's balance is at least what the books say. */
async function holdsCredits(
  run: Run,
  reader: ChainReader,
  payment: PaymentRow,
  { address, token }: Pick<Gap, 'address' | 'token'>,
): Promise<boolean> {
  const expected = await expectedBalance(run.ctx, address, payment.token, payment.blockNumber)
  if (expected === null) return false
  const asked = [[address.address], [token.address]] as const
  const [[balance] = []] = await reader.balances(...asked, payment.blockNumber, run.signal)
  return (balance ?? 0n) >= expected
}
