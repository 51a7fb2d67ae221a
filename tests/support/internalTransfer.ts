import { pad, parseEther } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { Hex } from '@/lib/chains/port'
import { accounts } from '@/scripts/local/accounts'
import type { World } from './world'

/** A contract that sends what it is called with to the address in its calldata. */
const FORWARDING = '0x0000000000000000000000000000000000077777'
const FORWARDING_CODE = '0x6000600060006000346000355af100'

/** Pays native coin by a contract's internal transfer, which only the balance shows. Gives its block. */
export async function payInternally(world: World, address: string, ether: string) {
  await world.anvil.setCode({ address: FORWARDING, bytecode: FORWARDING_CODE })
  const hash = await world.anvil.sendTransaction({
    account: privateKeyToAccount(accounts.payer.privateKey),
    chain: null,
    to: FORWARDING,
    value: parseEther(ether),
    data: pad(address as Hex, { size: 32 }),
  })
  const { blockNumber, blockHash } = await world.anvil.waitForTransactionReceipt({ hash })
  // Follows the chain's clock as every other payment does.
  await world.mine(1)
  return { blockNumber: Number(blockNumber), blockHash }
}
