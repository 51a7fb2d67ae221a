import { createWalletClient, http, isHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { getChainId } from 'viem/actions'
import { option } from './commandLine'
import { deployFactory, deployTestTokens } from './deployment'

// npm run contracts:deploy -- --rpc URL [--private-key-env NAME] [--test-tokens]
// Deploys the forwarder factory to a network; says so when it is there already. The key only pays for gas.

const rpcUrl = option('--rpc') ?? fail('--rpc URL is missing')
const name = option('--private-key-env') ?? 'GAS_PRIVATE_KEY'
const key = process.env[name]
if (!key || !isHex(key) || key.length !== 66) fail(`${name} must hold a private key: 0x and 64 hex digits`)

const client = createWalletClient({ account: privateKeyToAccount(key), transport: http(rpcUrl) })
console.log(`chain ${await getChainId(client)}, paid by ${client.account.address}`)
const { address, transaction } = await deployFactory(client)
console.log(
  `factory ${address} ${transaction ? `deployed in ${transaction}` : 'was there already'}, code verified`,
)
if (process.argv.includes('--test-tokens')) console.log('test tokens', await deployTestTokens(client))

function fail(why: string): never {
  console.error(why)
  process.exit(1)
}
