import { getAddress, type Hex } from 'viem'
import { accounts } from '@/scripts/local/accounts'
import { hashOf, type ModelTransaction } from '../chain/modelChain'
import { sweptLog, TRANSFER, transferLog, word, type Action, type ModelLog } from '../chain/state'
import { FALSE_FACTORY, LOOK_ALIKE, NATIVE, tokenBySymbol } from '../chain/tokens'
import { assetOf, type KnownInvoice } from './clients'
import type { Simulation } from './simulation'

const MOST = 2n ** 256n - 1n
const ZERO = '0x0000000000000000000000000000000000000000'

/** Everybody who sends transactions: customers with every habit, people who send noise. */
export function createCustomers(simulation: Simulation) {
  const { plan, mempool, count } = simulation
  const random = simulation.random.fork('customers')
  let numbers = 0

  const transaction = (parts: Partial<ModelTransaction>): ModelTransaction => ({
    hash: hashOf(`${simulation.seed} transaction ${++numbers}`),
    from: payer(),
    to: accounts.deployer.address,
    value: 0n,
    actions: [],
    ...parts,
  })
  const payer = () => getAddress(`0x${random.bytes(20).toString('hex')}`)

  const transfer = (invoice: KnownInvoice, symbol: string, amount: bigint): Partial<ModelTransaction> => {
    const asset = assetOf(symbol)
    const { address: to } = invoice
    if (asset !== NATIVE) return { actions: [{ kind: 'transfer', token: asset, from: payer(), to, amount }] }
    if (plan.internal && random.chance(0.4)) {
      count('internal')
      return { actions: [{ kind: 'internal', to, amount }] }
    }
    return { to, value: amount }
  }

  const amountFor = (invoice: KnownInvoice): bigint => {
    // What is asked for; of what credit paid whole, some pay the whole all the same.
    const quoted = invoice.asked > 0n ? invoice.asked : invoice.quoted
    if (plan.huge && random.chance(0.3)) {
      count('huge')
      return random.pick([MOST, MOST / 2n, 2n ** 128n])
    }
    if (plan.credit && invoice.customer !== null && random.chance(0.6)) {
      count('too much')
      return invoice.quoted + (invoice.quoted * BigInt(random.between(1, 200))) / 100n + 1n
    }
    if (!plan.amounts) return quoted
    const habit = random.pick(['exact', 'under', 'over', 'half', 'tolerated', 'odd'] as const)
    count(habit)
    const tolerated = quoted - (quoted * invoice.underpaymentPpm) / 1_000_000n
    const amount = {
      exact: quoted,
      under: (quoted * 7n) / 10n,
      over: quoted * 2n,
      half: quoted / 2n,
      // The least that covers, or one unit less.
      tolerated: tolerated - BigInt(random.between(0, 1)),
      odd: BigInt(random.between(1, 1_000_000)),
    }[habit]
    return amount > 0n ? amount : 1n
  }

  const customers = {
    /** Somebody pays some invoice, in what it asks for or in something else. */
    pay(invoice: KnownInvoice): void {
      count(`decimals ${invoice.token === 'ETH' ? 18 : tokenBySymbol(invoice.token).decimals}`)
      const symbol = plan.amounts && random.chance(0.1) ? random.pick(plan.tokens) : invoice.token
      mempool.add(transaction(transfer(invoice, symbol, amountFor(invoice))))
      count('pay')
    },
    payExactly(invoice: KnownInvoice): ModelTransaction {
      return transaction(transfer(invoice, invoice.token, invoice.quoted))
    },
    /** One transaction with a log for each of two invoices, and one more for the first. */
    payBoth(first: KnownInvoice, second: KnownInvoice): void {
      const actions = [first, second, first].map((invoice): Action => ({
        kind: 'transfer',
        token: assetOf(invoice.token === 'ETH' ? 'USDT' : invoice.token),
        from: payer(),
        to: invoice.address,
        amount: amountFor(invoice),
      }))
      mempool.add(transaction({ actions }))
      count('shared')
    },
    /** What looks like money and is none. */
    noise({ address }: KnownInvoice): void {
      const salt: Hex = hashOf(address)
      const usdt = tokenBySymbol('USDT').address
      const approval: ModelLog = {
        ...transferLog(usdt, payer(), address, 5n),
        topics: [TRANSFER, word(payer())],
      }
      const collectible: ModelLog = {
        ...transferLog(usdt, payer(), address, 7n),
        topics: [TRANSFER, word(payer()), word(address), word(ZERO)],
        data: '0x',
      }
      const kinds: Record<string, ModelLog> = {
        'zero-value': transferLog(usdt, payer(), address, 0n),
        'look-alike': transferLog(LOOK_ALIKE, payer(), address, 10n ** 9n),
        // From another contract, and from the factory for an address that is nobody's.
        'same topic': random.pick([
          sweptLog(salt, usdt, 10n ** 9n, 1n, FALSE_FACTORY),
          sweptLog(salt, usdt, 10n ** 9n, 1n),
        ]),
        collectible: random.pick([approval, collectible]),
      }
      const kind = random.pick(Object.keys(kinds))
      const log = kinds[kind]
      if (!log) return
      mempool.add(transaction({ actions: [{ kind: 'noise', log }] }))
      count(kind)
    },
    grow(): void {
      const action: Action = {
        kind: 'rebase',
        token: tokenBySymbol('GROWS').address,
        percent: random.between(1, 20),
      }
      mempool.add(transaction({ actions: [action] }))
      count('rebase')
    },
    dust(invoice: KnownInvoice, transfers: number): void {
      const token = tokenBySymbol('USDC').address
      const one: Action = { kind: 'transfer', token, from: payer(), to: invoice.address, amount: 1n }
      for (let left = transfers; left > 0; left -= 500) {
        const actions = Array.from({ length: Math.min(500, left) }, () => one)
        mempool.add(transaction({ actions }))
      }
      count('dust', transfers)
    },
    transaction,
    payer,
  }
  return customers
}

export type Customers = ReturnType<typeof createCustomers>
