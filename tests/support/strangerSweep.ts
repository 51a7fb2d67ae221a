import { inArray } from 'drizzle-orm'
import { privateKeyToAccount } from 'viem/accounts'
import { depositAddresses } from '@/db/schema'
import { sweepCalldata } from '@/lib/chains/evm/forwarder'
import { LOCAL_USDC, LOCAL_USDT } from '@/lib/chains/evm/localTokens'
import type { Hex } from '@/lib/chains/port'
import { accounts } from '@/scripts/local/accounts'
import type { World } from './world'

/** Any account may sweep (F2): sends the call of these deposit addresses, of the world's first terms, from another key. */
export async function strangerSweep(world: World, addresses: readonly string[]): Promise<Hex> {
  const rows = await world.ctx.db
    .select()
    .from(depositAddresses)
    .where(inArray(depositAddresses.address, [...addresses]))
  return world.anvil.sendTransaction({
    account: privateKeyToAccount(accounts.deployer.privateKey),
    chain: null,
    to: world.factory,
    gas: 2_000_000n,
    data: sweepCalldata({
      treasury: accounts.treasury.address,
      feeRecipient: accounts.feeRecipient.address,
      feeBps: world.merchant.feeBps,
      refs: rows.map((row) => row.ref as Hex),
      tokens: [LOCAL_USDC as Hex, LOCAL_USDT as Hex],
    }),
  })
}
