import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { FACTORY_CODE_HASH } from '@/lib/chains/evm/forwarder'
import { createGasWallet } from '@/lib/chains/evm/gasWallet'
import { openNetworks } from '@/lib/chains/registry'
import { findDeposits } from './find'
import { recoverySweeps, sendSweeps } from './sweep'

const USAGE = `npm run recover -- --file recovery.json --network ID --rpc URL [--gap N] [--key-env NAME]

Finds every deposit of the recovery file that still holds money and sweeps it to its treasury, without the database.
Without --key-env it only prints the calls, which any account may send.

  --file     the merchant's recovery file
  --network  a network of this product, such as base or local
  --rpc      an RPC URL of that network
  --gap      addresses to look at beyond those the file knows of: more than the invoices made since (10000)
  --key-env  name of an environment variable with the private key of an account that pays the gas`

const recoveryFile = z.object({
  version: z.literal(1),
  merchant: z.string(),
  seed: z.string().regex(/^0x[0-9a-f]{64}$/),
  terms: z.array(z.object({ treasury: z.string(), feeRecipient: z.string(), feeBps: z.number().int() })),
  networks: z.array(
    z.object({ id: z.string(), chainId: z.number(), factory: z.string(), tokens: z.array(z.string()) }),
  ),
  issued: z.number().int().nonnegative(),
  /** Missing from files of before there were any. */
  wallets: z
    .array(z.object({ network: z.string(), fingerprint: z.string(), issued: z.number().int() }))
    .default([]),
  createdAt: z.string(),
})

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      file: { type: 'string' },
      network: { type: 'string' },
      rpc: { type: 'string' },
      gap: { type: 'string', default: '10000' },
      'key-env': { type: 'string' },
    },
  })
  if (!values.file || !values.network || !values.rpc) throw new Error(USAGE)
  const key = values['key-env'] ? process.env[values['key-env']] : null
  if (key === undefined) throw new Error(`the environment has no ${values['key-env']}`)
  const file = recoveryFile.parse(JSON.parse(await readFile(values.file, 'utf8')))
  const registry = openNetworks({
    networks: [{ id: values.network, rpcUrls: [values.rpc] }],
    localMode: 'test',
  })
  const network = registry.get(values.network)
  if (!network) throw new Error(`unknown network ${values.network}`)

  for (const wallet of file.wallets.filter((one) => one.network === network.id)) {
    console.log(
      `The wallet ${wallet.fingerprint} holds its own ${wallet.issued} addresses here: nothing is to be recovered for them.`,
    )
  }
  if (!network.oneShotForwarder) return
  const { reader } = registry.providers(network.id)[0]
  const identity = await reader.identity(network.factory, AbortSignal.timeout(30_000))
  if (identity.chainId !== network.chainId || identity.codeHash !== FACTORY_CODE_HASH) {
    throw new Error(`the chain at --rpc is not ${network.name}, or has no forwarder factory: deploy it first`)
  }
  const { found, lookedAt } = await findDeposits(file, reader, {
    tokens: network.tokens.map((token) => token.address),
    gap: Number.parseInt(values.gap, 10),
    signal: AbortSignal.timeout(60 * 60_000),
  })
  for (const one of found) {
    console.log(`${one.address}  number ${one.counter}  to ${one.terms.treasury}`)
  }
  const sweeps = recoverySweeps(found)
  console.log(`Looked at deposit addresses 0 to ${lookedAt - 1n}; later ones need a larger --gap.`)
  console.log(`${found.length} addresses hold money; ${sweeps.length} transactions empty them.`)

  if (!key) {
    for (const sweep of sweeps) console.log(`to ${network.factory} data ${sweep.data}`)
    return
  }
  const wallet = createGasWallet(network, values.rpc, key as `0x${string}`)
  for (const hash of await sendSweeps(wallet, network.factory, sweeps)) console.log(`swept in ${hash}`)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
