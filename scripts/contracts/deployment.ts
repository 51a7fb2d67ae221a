import { keccak256, type Account, type Chain, type Client, type Hex, type Transport } from 'viem'
import { getCode, sendTransaction } from 'viem/actions'
import {
  FACTORY_ADDRESS,
  FACTORY_CODE_HASH,
  HUB_ADDRESS,
  HUB_CODE_HASH,
  LOCAL_USDC,
  LOCAL_USDT,
} from '@/contracts/artifacts/addresses'
import { ForwarderFactory } from '@/contracts/artifacts/ForwarderFactory'
import { PaymentHub } from '@/contracts/artifacts/PaymentHub'
import { TestUSDC } from '@/contracts/artifacts/TestUSDC'
import { TestUSDT } from '@/contracts/artifacts/TestUSDT'
import {
  DETERMINISTIC_DEPLOYER,
  deterministicAddress,
  deterministicDeployment,
} from '@/lib/chains/evm/deterministic'
import { mined } from './mined'
import { placeDeployer } from './placeDeployer'

/** Any viem client that knows who pays: `createWalletClient({ account, transport })` and the like. */
export type DeployClient = Client<Transport, Chain | undefined, Account>

export type Deployed = { address: Hex; /** null when it was there already. */ transaction: Hex | null }

export type Verdict = {
  address: Hex
  state: 'verified' | 'missing' | 'other_code'
  expected: Hex
  /** keccak256 of the code on chain; null when there is none. */
  found: Hex | null
}

/** Puts the factory at its address, unless it is there (L1). Throws when the chain then holds other code. */
export async function deployFactory(client: DeployClient): Promise<Deployed> {
  return verified(
    await deployDeterministically(client, ForwarderFactory.bytecode),
    await verifyFactory(client),
  )
}

/** Puts the payment hub at its address, as `deployFactory` does the factory. */
export async function deployHub(client: DeployClient): Promise<Deployed> {
  return verified(await deployDeterministically(client, PaymentHub.bytecode), await verifyHub(client))
}

/** Puts USDC and USDT where the local chain's registry entry names them. */
export async function deployTestTokens(client: DeployClient): Promise<{ usdc: Hex; usdt: Hex }> {
  await deployDeterministically(client, TestUSDC.bytecode)
  await deployDeterministically(client, TestUSDT.bytecode)
  return { usdc: LOCAL_USDC, usdt: LOCAL_USDT }
}

/** Compares the code at the factory's address with the artifact's (L1, S10). */
export function verifyFactory(client: Client): Promise<Verdict> {
  return verify(client, FACTORY_ADDRESS, FACTORY_CODE_HASH)
}

/** Compares the code at the hub's address with the artifact's (S10). */
export function verifyHub(client: Client): Promise<Verdict> {
  return verify(client, HUB_ADDRESS, HUB_CODE_HASH)
}

async function verify(client: Client, address: Hex, expected: Hex): Promise<Verdict> {
  const code = await getCode(client, { address })
  const found = code === undefined ? null : keccak256(code)
  const state = found === null ? 'missing' : found === expected ? 'verified' : 'other_code'
  return { address, state, expected, found }
}

function verified(deployed: Deployed, { state }: Verdict): Deployed {
  if (state !== 'verified')
    throw new Error(`The contract at ${deployed.address} is ${state} after deployment.`)
  return deployed
}

/** Deploys init code through the deterministic deployer (salt 0), and that deployer itself where it is missing. */
async function deployDeterministically(client: DeployClient, initCode: Hex): Promise<Deployed> {
  const address = deterministicAddress(initCode)
  if (await getCode(client, { address })) return { address, transaction: null }
  if (!(await getCode(client, { address: DETERMINISTIC_DEPLOYER }))) await placeDeployer(client)
  const { account, chain } = client
  const hash = await sendTransaction(client, { account, chain, ...deterministicDeployment(initCode) })
  await mined(client, hash)
  return { address, transaction: hash }
}
