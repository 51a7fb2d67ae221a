import { createClient, http } from 'viem'
import { getChainId } from 'viem/actions'
import { option } from './commandLine'
import { verifyFactory, verifyHub } from './deployment'

// npm run contracts:verify -- --rpc URL
// Exits 0 only when the code of factory and hub on the network is the artifacts'.

const rpcUrl = option('--rpc')
if (!rpcUrl) {
  console.error('--rpc URL is missing')
  process.exit(1)
}
const client = createClient({ transport: http(rpcUrl) })
console.log(`chain ${await getChainId(client)}`)
for (const [name, verify] of [
  ['factory', verifyFactory],
  ['hub', verifyHub],
] as const) {
  const { address, state, expected, found } = await verify(client)
  console.log(`${name} ${address}: ${state}\nexpected ${expected}\nfound    ${found ?? 'no code'}`)
  if (state !== 'verified') process.exitCode = 1
}
