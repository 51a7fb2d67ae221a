import { accounts } from '@/scripts/local/accounts'
import { FACTORY_ADDRESS } from '@/contracts/artifacts/addresses'
import { TOKENS } from '../chain/tokens'
import type { KnownInvoice } from './clients'
import type { Customers } from './customers'
import { FEE_BPS, type Simulation } from './simulation'

/** Anyone may sweep any deposit address (F2): queues the call of somebody who knows its reference. */
export function strangerSweep(simulation: Simulation, customers: Customers, invoice: KnownInvoice): void {
  const ref = simulation.references.get(invoice.address)
  if (!ref) return
  const call = {
    treasury: accounts.treasury.address,
    feeRecipient: accounts.feeRecipient.address,
    feeBps: FEE_BPS,
    refs: [ref],
    tokens: TOKENS.filter((token) => token.listed).map((token) => token.address),
  }
  simulation.mempool.add(customers.transaction({ to: FACTORY_ADDRESS, actions: [{ kind: 'sweep', call }] }))
  simulation.count('stranger')
}
