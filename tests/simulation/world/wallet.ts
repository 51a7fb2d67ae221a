import { accounts } from '@/scripts/local/accounts'
import type { ModelTransaction } from '../chain/modelChain'
import type { Action } from '../chain/state'
import { NATIVE } from '../chain/tokens'
import { assetOf } from './clients'
import type { Customers } from './customers'
import type { KnownRefund, Merchant } from './merchant'
import type { Simulation } from './simulation'

const TREASURY = accounts.treasury.address

/** What a merchant's wallet, or somebody else, does about a refund that was prepared. */
const HABITS = [
  'sends it',
  'sends it',
  'sends it',
  'sends it and tells',
  'sends it twice',
  'sends it twice in one transaction',
  'sends another amount',
  'sends from another wallet',
  'forgets it',
] as const

/** The merchant's wallet: signs what the merchant was told of, and now and then something like it. */
export function createWallet(simulation: Simulation, merchant: Merchant, customers: Customers) {
  const { mempool, count } = simulation
  const random = simulation.random.fork('wallet')
  let waiting: KnownRefund[] = []

  const transfer = (
    refund: KnownRefund,
    { from = TREASURY, less = 0n, times = 1 }: { from?: string; less?: bigint; times?: number } = {},
  ): ModelTransaction => {
    const { token, to } = refund
    const asset = assetOf(token)
    const amount = refund.amount - less
    if (asset === NATIVE) return customers.transaction({ from, to, value: amount })
    const one: Action = { kind: 'transfer', token: asset, from, to, amount }
    return customers.transaction({ actions: Array.from({ length: times }, () => one) })
  }

  const perform = (refund: KnownRefund) => {
    const habit = random.pick(HABITS)
    count(`wallet ${habit}`)
    switch (habit) {
      case 'forgets it':
        return
      case 'sends another amount':
        return mempool.add(transfer(refund, { less: 1n }))
      case 'sends from another wallet':
        return mempool.add(transfer(refund, { from: customers.payer() }))
      case 'sends it twice in one transaction':
        return mempool.add(transfer(refund, { times: 2 }))
      case 'sends it twice':
        mempool.add(transfer(refund))
        return mempool.add(transfer(refund))
      case 'sends it':
      case 'sends it and tells': {
        const sent = transfer(refund)
        mempool.add(sent)
        if (habit === 'sends it and tells') merchant.report(refund, sent.hash)
      }
    }
  }

  return {
    /** Signs some of what waits, in any order; what was called off too, by who did not hear of it. */
    sign(): void {
      waiting.push(...merchant.fresh())
      if (waiting.length === 0) return
      const refund = random.pick(waiting)
      waiting = waiting.filter((one) => one !== refund)
      perform(refund)
    },
  }
}
