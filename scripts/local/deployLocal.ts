import { createWalletClient, erc20Abi, http, parseUnits, publicActions } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { TestUSDC } from '@/contracts/artifacts/TestUSDC'
import { deployFactory, deployHub, deployTestTokens } from '@/scripts/contracts/deployment'
import { accounts } from './accounts'

export type LocalToken = { symbol: string; address: `0x${string}`; decimals: number }

/** What the payer has of each token, in whole units. */
const FUNDS = '1000000'

/** Puts factory, payment hub and test tokens on the local chain, unless they are there, and sees that the payer has money. */
export async function deployLocalContracts(rpcUrl: string): Promise<{ tokens: LocalToken[] }> {
  const account = privateKeyToAccount(accounts.deployer.privateKey)
  const client = createWalletClient({ account, transport: http(rpcUrl), pollingInterval: 100 }).extend(
    publicActions,
  )
  await deployFactory(client)
  await deployHub(client)
  const { usdc, usdt } = await deployTestTokens(client)

  const tokens = await Promise.all(
    [usdc, usdt].map(async (address) => ({
      symbol: await client.readContract({ address, abi: erc20Abi, functionName: 'symbol' }),
      address,
      decimals: await client.readContract({ address, abi: erc20Abi, functionName: 'decimals' }),
    })),
  )
  for (const { address, decimals } of tokens) {
    const funds = parseUnits(FUNDS, decimals)
    const args = [accounts.payer.address] as const
    const held = await client.readContract({ address, abi: erc20Abi, functionName: 'balanceOf', args })
    if (held >= funds / 2n) continue
    // Both test tokens mint alike.
    const hash = await client.writeContract({
      address,
      abi: TestUSDC.abi,
      functionName: 'mint',
      args: [...args, funds],
      chain: null,
    })
    await client.waitForTransactionReceipt({ hash })
  }
  return { tokens }
}
