import { accounts } from '@/scripts/local/accounts'
import { ACCEPTED } from '../chain/hub'
import { honest } from '../chain/provider'
import type { Mined } from '../chain/modelChain'
import { SWEPT, TRANSFER, transferLog, word, type ModelLog } from '../chain/state'
import { NATIVE } from '../chain/tokens'
import type { Random } from '../engine/random'
import { assetOf, type KnownInvoice } from './clients'
import type { Customers } from './customers'
import type { KnownRefund } from './merchant'
import type { Simulation } from './simulation'

/** Gives the first provider other faults, as the plan has them, each time that it is called. */
export function createProviderTrouble(
  simulation: Simulation,
  random: Random,
  customers: Customers,
  { pickInvoice, pickRefund }: { pickInvoice(): KnownInvoice | null; pickRefund(): KnownRefund | null },
): () => void {
  const { plan, chain, count } = simulation
  // Money that is hidden when it comes and when it goes, between two looks, nobody can see: not the balance either.
  const hidden = plan.rebases || plan.internal || random.chance(0.7) ? TRANSFER : SWEPT
  const isHubs = (log: ModelLog) => plan.hub && log.topics[0] === ACCEPTED

  // Out of the merchant's own wallet money goes by a transfer too, to their treasury.
  const isOfKind = (log: ModelLog) =>
    plan.tron
      ? log.topics[0] === TRANSFER &&
        (log.topics[2] === word(accounts.treasury.address)) === (hidden === SWEPT)
      : log.topics[0] === hidden

  const troubleProvider = () => {
    const provider = simulation.provider()
    const faults = { ...honest() }
    if (plan.lags) faults.lags = random.chance(0.7)
    if (plan.cutsShort && random.chance(0.7)) {
      faults.maxRange = random.pick([null, 1, 3, 10])
      faults.maxLogs = random.pick([null, 1, 2, 5])
      faults.maxTopics = random.pick([null, 1, 2])
      faults.truncates = random.pick([0, 0.1, 0.3])
    }
    if (plan.errors && random.chance(0.7)) {
      faults.errors = random.pick([0.02, 0.1, 0.5])
      faults.hangs = random.pick([0.02, 0.05, 0.1])
    }
    if (plan.solidTrouble) {
      faults.solidLag = random.pick([0, 3, 15, 40])
      faults.solidIsDown = random.chance(0.2)
    }
    faults.disorder = plan.disorder && random.chance(0.8)
    if (plan.liar === 'hides' && random.chance(0.7)) {
      const mark = random.pick(['0', '4', '8', 'c'])
      faults.hides = (log) => {
        const isHidden = isHubs(log) || (isOfKind(log) && (log.topics[2]?.slice(-1) ?? '') >= mark)
        if (isHidden) count(isHubs(log) ? 'hidden of the hub' : 'hidden')
        return isHidden
      }
    }
    if (plan.liar === 'forges' && random.chance(0.8))
      Object.assign(faults, plan.refunds && random.chance(0.4) ? forgedRefund() : forgery())
    provider.faults = faults
  }
  const madeUp = (log: ModelLog): Mined => ({
    transaction: customers.transaction({ to: log.address }),
    succeeded: true,
    logs: [log],
    firstLog: 10_000,
  })
  /** A refund that nobody sent, told with its receipt: a recipient has no balance that is looked at. */
  const forgedRefund = () => {
    const refund = pickRefund()
    const block = chain.ancestor(chain.head, chain.head.number - random.between(0, 1))
    if (!refund || !block || assetOf(refund.token) === NATIVE) return {}
    const log = transferLog(assetOf(refund.token), accounts.treasury.address, refund.to, refund.amount)
    count('forged refund')
    return { forged: new Map([[block.hash, [madeUp(log)]]]) }
  }
  /** A transfer that is in no block, told with its receipt, and with the balance or without. */
  const forgery = () => {
    const invoice = pickInvoice()
    const block = chain.ancestor(chain.head, chain.head.number - random.between(0, 3))
    if (!invoice || !block || assetOf(invoice.token) === NATIVE) return {}
    const token = assetOf(invoice.token)
    const mined = madeUp(transferLog(token, customers.payer(), invoice.address, invoice.quoted))
    const withBalance = random.chance(0.5)
    count('forged')
    return {
      forged: new Map([[block.hash, [mined]]]),
      forgedBalance: (asset: string, address: string, at: { number: number }) =>
        withBalance &&
        asset.toLowerCase() === token.toLowerCase() &&
        address.toLowerCase() === invoice.address.toLowerCase() &&
        at.number >= block.number
          ? invoice.quoted
          : 0n,
    }
  }

  return troubleProvider
}
