import { addressRows } from '@/db/queries/addresses'
import { creditedUpTo, sweptUpTo, type PaymentRow } from '@/db/queries/payments'
import { payableBySymbol } from '@/lib/chains/payable'
import type { ChainReader, Hex } from '@/lib/chains/port'
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
    return (
      block?.hash === payment.blockHash &&
      (await holdsCredits(run, reader, payment, [address.address, token.address]))
    )
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

/** At the payment's block, what arrived by this provider's balance is at least what was credited. */
async function holdsCredits(
  run: Run,
  reader: ChainReader,
  payment: PaymentRow,
  [address, token]: readonly [string, string | null],
): Promise<boolean> {
  const { db } = run.ctx
  const [[balance] = []] = await reader.balances([address], [token], payment.blockNumber, run.signal)
  const ids = [payment.depositAddressId]
  const amountOf = (rows: readonly { token: string; amount: bigint }[]) =>
    rows.find((row) => row.token === payment.token)?.amount ?? 0n
  const swept = amountOf(await sweptUpTo(db, ids, payment.blockNumber))
  const credited = amountOf(await creditedUpTo(db, ids, payment.blockNumber))
  return (balance ?? 0n) + swept >= credited
}
