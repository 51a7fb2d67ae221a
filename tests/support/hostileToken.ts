import { zeroAddress } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { HostileToken } from '@/contracts/artifacts/HostileToken'
import type { Hex } from '@/lib/chains/port'
import { accounts } from '@/scripts/local/accounts'
import type { World } from './world'

/** Numbers of the contract's Mode. */
const MODES = { Honest: 0, FalseThoughMoved: 1, TakesFeeFromReceived: 8, Blacklists: 11 } as const

/** Puts the hostile token's code under a listed token, whose balances it keeps. It is honest until it is told otherwise. */
export async function turnHostile(world: World, token: string) {
  const address = token as Hex
  const before = await world.anvil.getCode({ address })
  if (!before) throw new Error(`${token} is no contract`)
  await world.anvil.setCode({ address, bytecode: HostileToken.deployedBytecode })
  return {
    /** `target` is whom Blacklists refuses to pay. */
    async set(mode: keyof typeof MODES, target: Hex = zeroAddress): Promise<void> {
      const hash = await world.anvil.writeContract({
        account: privateKeyToAccount(accounts.deployer.privateKey),
        chain: null,
        address,
        abi: HostileToken.abi,
        functionName: 'set',
        args: [MODES[mode], target, '0x'],
      })
      await world.anvil.waitForTransactionReceipt({ hash })
    },
    restore: () => world.anvil.setCode({ address, bytecode: before }),
  }
}
