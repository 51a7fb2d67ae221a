import { createClient, http } from 'viem'
import { getChainId } from 'viem/actions'
import { option } from './commandLine'
import { verifyFactory } from './deployment'

// npm run contracts:verify -- --rpc URL
// Exits 0 only when the factory's code on the network is the artifact's.

const rpcUrl = option('--rpc')
if (!rpcUrl) {
  console.error('--rpc URL is missing')
  process.exit(1)
}
const client = createClient({ transport: http(rpcUrl) })
const { address, state, expected, found } = await verifyFactory(client)
console.log(`chain ${await getChainId(client)}, factory ${address}: ${state}`)
console.log(`expected ${expected}\nfound    ${found ?? 'no code'}`)
process.exitCode = state === 'verified' ? 0 : 1
