import { erc20Abi, parseUnits } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import type { Hex } from '@/lib/chains/port'
import { LOCAL_USDC, LOCAL_USDT } from '@/lib/chains/evm/localTokens'
import { prepareRefund, type PrepareRefundInput } from '@/lib/services/refunds/prepareRefund'
import { listRefunds } from '@/lib/services/refunds/listRefunds'
import type { RefundDetail } from '@/lib/services/refunds/refundDetail'
import { accounts } from '@/scripts/local/accounts'
import type { World } from './world'

/** Where a customer wants their money: an address that nobody else has. */
export function customerAddress(): string {
  return privateKeyToAccount(generatePrivateKey()).address
}

type Who = keyof typeof accounts

/** A merchant who gives money back from their own wallets, on the local chain. */
export function refunding(world: World) {
  const tools = {
    prepare(invoice: string, input: Partial<PrepareRefundInput> = {}): Promise<RefundDetail> {
      return prepareRefund(world.ctx, world.actor, invoice, {
        to: customerAddress(),
        amount: { of: 'full' },
        network: null,
        token: null,
        reason: null,
        expiresInSeconds: null,
        ...input,
      })
    },
    /** The very transaction that the refund asks for, signed by a wallet; mined at once. */
    async sign({ call }: RefundDetail, who: Who = 'treasury'): Promise<Hex> {
      const hash = await world.anvil.sendTransaction({
        account: privateKeyToAccount(accounts[who].privateKey),
        chain: null,
        to: call.to as Hex,
        data: call.data,
        value: BigInt(call.value),
      })
      await world.anvil.waitForTransactionReceipt({ hash })
      await world.mine(0)
      return hash
    },
    /** Some other transfer by a wallet. */
    async send(to: string, amount: string, who: Who = 'treasury', token: 'USDT' | 'USDC' = 'USDT') {
      const hash = await world.anvil.writeContract({
        account: privateKeyToAccount(accounts[who].privateKey),
        chain: null,
        address: (token === 'USDT' ? LOCAL_USDT : LOCAL_USDC) as Hex,
        abi: erc20Abi,
        functionName: 'transfer',
        args: [to as Hex, parseUnits(amount, 6)],
      })
      await world.anvil.waitForTransactionReceipt({ hash })
      return hash
    },
    async statuses(invoice: string): Promise<string[]> {
      const { refunds } = await listRefunds(world.ctx, world.actor, invoice)
      return refunds.map((refund) => refund.status)
    },
    /** Mines until everything is deep enough, and reads. */
    async settle(): Promise<void> {
      await world.mine(3)
      await world.reconcile()
    },
    async paid(amount = '16.49', total = '16.49') {
      const made = await world.invoice({ total })
      await world.pay(made.option.address, amount)
      await tools.settle()
      return made
    },
  }
  return tools
}
