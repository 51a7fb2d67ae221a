import { parseEther, type Hex } from 'viem'
import { getBalance, getTransactionCount, sendRawTransaction, sendTransaction } from 'viem/actions'
import type { DeployClient } from './deployment'
import { mined } from './mined'

/**
 * The creation of the deterministic deployer. Its signature was made up, so nobody has the key of its sender, and the
 * same transaction gives the same address on every chain. It names no chain and pays 100 gwei for 100,000 gas.
 */
const CREATION: Hex = `0x${[
  'f8a58085174876e800830186a08080b853',
  '604580600e600039806000f350fe',
  '7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf3',
  `1ba0${'22'.repeat(32)}a0${'22'.repeat(32)}`,
].join('')}`

/** Whom that signature makes the sender. */
const CREATOR = '0x3fAB184622Dc19b6109349B94811493BF2a45362'
const COST = parseEther('0.01')

/**
 * Funds that sender and broadcasts its transaction. Throws where a chain refuses transactions without a chain id or
 * asks a higher gas price: there the chain's operators must place the deployer.
 */
export async function placeDeployer(client: DeployClient): Promise<void> {
  if ((await getTransactionCount(client, { address: CREATOR })) > 0) {
    throw new Error('The deterministic deployer was tried on this chain before and is not there.')
  }
  const short = COST - (await getBalance(client, { address: CREATOR }))
  if (short > 0n) {
    const { account, chain } = client
    const funding = await sendTransaction(client, { account, chain, to: CREATOR, value: short })
    await mined(client, funding)
  }
  const hash = await sendRawTransaction(client, { serializedTransaction: CREATION }).catch(
    (cause: unknown) => {
      throw new Error(
        'The chain refuses the transaction of the deterministic deployer (100 gwei a gas, no chain id).',
        { cause },
      )
    },
  )
  await mined(client, hash)
}
