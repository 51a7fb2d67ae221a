import { ensureNetwork, markVerified } from '@/db/queries/networks'
import { payableTokens } from '@/lib/chains/payable'
import type { ServiceContext } from '../context'
import type { Author } from '../events/recordEvents'
import { addPaymentMethod } from './addPaymentMethod'

/** Where simulated sweeps go: keccak256 of "sandbox treasury", to which nobody holds a key. */
export const SANDBOX_TREASURY = '0xf0DA7964f6ab089D19C3e35dD13F4a68627EcFB6'

/** Q10: a new merchant can be paid on the sandbox, in everything there is on it, before any chain is set up. */
export async function addSandboxMethods(
  ctx: ServiceContext,
  merchantId: string,
  author: Author,
): Promise<void> {
  const network = ctx.networks.get('sandbox')
  if (!network) return
  await ensureNetwork(ctx.db, network.id, network.mode)
  // There is no provider and no contract that could be another than it should be (S10).
  await markVerified(ctx.db, network.id)
  for (const token of payableTokens(network)) {
    const method = { network: network.id, token: token.symbol, treasury: SANDBOX_TREASURY }
    await addPaymentMethod(ctx, { merchantId, mode: network.mode, ...method }, author)
  }
}
