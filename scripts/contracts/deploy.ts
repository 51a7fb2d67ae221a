import { createWalletClient, http, isHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { getChainId } from 'viem/actions'
import { option } from './commandLine'
import { deployFactory, deployHub, deployTestTokens } from './deployment'

// npm run contracts:deploy -- --rpc URL [--private-key-env NAME] [--test-tokens]
// Deploys the forwarder factory and the payment hub to a network; says so where one is there already. The key only pays for gas.

const rpcUrl = option('--rpc') ?? fail('--rpc URL is missing')
const keyName = option('--private-key-env') ?? 'GAS_PRIVATE_KEY'
const key = process.env[keyName]
if (!key || !isHex(key) || key.length !== 66) fail(`${keyName} must hold a private key: 0x and 64 hex digits`)

const client = createWalletClient({ account: privateKeyToAccount(key), transport: http(rpcUrl) })
console.log(`chain ${await getChainId(client)}, paid by ${client.account.address}`)
for (const [name, deploy] of [
  ['factory', deployFactory],
  ['hub', deployHub],
] as const) {
  const { address, transaction } = await deploy(client)
  console.log(
    `${name} ${address} ${transaction ? `deployed in ${transaction}` : 'was there already'}, code verified`,
  )
}
if (process.argv.includes('--test-tokens')) console.log('test tokens', await deployTestTokens(client))

function fail(why: string): never {
  console.error(why)
  process.exit(1)
}
