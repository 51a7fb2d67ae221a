import { encodeFunctionData, erc20Abi, type Hex } from 'viem'
import { accounts } from '@/scripts/local/accounts'
import type { Random } from '../engine/random'
import { balanceIn } from '../chain/state'
import { tokenBySymbol } from '../chain/tokens'
import type { Customers } from './customers'
import type { KnownInvoice } from './clients'
import type { Simulation } from './simulation'

/**
 * The merchant's own wallet moves what lies at one of its addresses, or a part of it. It simulates the call first, as wallets do: USDT
 * says false there and moves all the same, so that only the event tells.
 */
export function sweepOwn(
  simulation: Simulation,
  { random, customers, invoice }: { random: Random; customers: Customers; invoice: KnownInvoice },
): void {
  const { chain, mempool, count } = simulation
  const provider = simulation.provider()
  const token = tokenBySymbol(invoice.token).address
  const held = balanceIn(chain.head.state, token, invoice.address)
  if (held === 0n) return
  const to = accounts.treasury.address
  const amount = random.chance(0.6) ? held : held / 2n + 1n
  const data = encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [to as Hex, amount] })
  const call = { id: 1, method: 'eth_call', params: [{ to: token, data }, 'latest'] }
  const told = provider.answer(JSON.stringify(call))
  if (told.kind === 'answer' && /"result":"0x0+"/.test(told.text)) count('says false')
  const action = { kind: 'transfer', token, from: invoice.address, to, amount, spends: true } as const
  mempool.add(customers.transaction({ from: invoice.address, to: token, actions: [action] }))
  count('own sweep')
}
