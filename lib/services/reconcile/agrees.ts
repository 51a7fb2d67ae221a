import { addressRows } from '@/db/queries/addresses'
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
  const token = payableBySymbol(run.network, payment.token)
  const [address] = await addressRows(run.ctx.db, [payment.depositAddressId])
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
