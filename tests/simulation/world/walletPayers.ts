import { desc, eq } from 'drizzle-orm'
import type { Hex } from 'viem'
import { hubTerms } from '@/db/schema'
import { HUB_ADDRESS } from '@/contracts/artifacts/addresses'
import { contractTerms } from '@/lib/services/hub/terms'
import { accounts } from '@/scripts/local/accounts'
import { acceptedLog, termsHashOf, type HubCall } from '../chain/hub'
import { FALSE_FACTORY } from '../chain/tokens'
import type { KnownInvoice } from './clients'
import type { Customers } from './customers'
import type { Simulation } from './simulation'

/** Customers with wallets, who call the hub; and who would like to be taken for such. */
export function createWalletPayers(simulation: Simulation, customers: Customers) {
  const { mempool, count, rail } = simulation
  const random = simulation.random.fork('hub')
  const { chainId } = rail.network

  /** Terms that the invoice offers now, or offered before. */
  const offered = async (invoice: KnownInvoice): Promise<HubCall | null> => {
    const rows = await simulation.connections.books
      .select()
      .from(hubTerms)
      .where(eq(hubTerms.invoiceId, invoice.id))
      .orderBy(desc(hubTerms.version))
    const row = random.chance(0.7) ? rows[0] : rows.at(-1)
    return row ? { ...contractTerms(row), payer: customers.payer() } : null
  }
  const send = (call: HubCall) =>
    mempool.add(customers.transaction({ to: HUB_ADDRESS, actions: [{ kind: 'hub', call, chainId }] }))

  return {
    async pay(invoice: KnownInvoice): Promise<void> {
      const call = await offered(invoice)
      if (!call) return
      send(call)
      count('through the hub')
      // Somebody who is not sure pays again: the hub takes no terms twice.
      if (random.chance(0.3)) send({ ...call, payer: customers.payer() })
    },
    /** Two invoices by one transaction. */
    async payBoth(first: KnownInvoice, second: KnownInvoice): Promise<void> {
      const calls = [await offered(first), await offered(second)].filter((call) => call !== null)
      const actions = calls.map((call) => ({ kind: 'hub' as const, call, chainId }))
      mempool.add(customers.transaction({ to: HUB_ADDRESS, actions }))
      count('both through the hub')
    },
    /** Money to oneself under somebody's invoice, or nothing but words. */
    async forge(invoice: KnownInvoice): Promise<void> {
      const call = await offered(invoice)
      if (!call) return
      const kind = random.pick(['own treasury', 'less', 'false hub', 'no fee'] as const)
      count(kind)
      switch (kind) {
        case 'own treasury':
          return send({ ...call, treasury: accounts.deployer.address })
        case 'less':
          return send({ ...call, amount: call.fee + 1n })
        case 'no fee':
          return send({ ...call, fee: 0n })
        case 'false hub': {
          const log = acceptedLog(termsHashOf(chainId, call) as Hex, call, FALSE_FACTORY)
          return mempool.add(customers.transaction({ actions: [{ kind: 'noise', log }] }))
        }
      }
    },
  }
}
