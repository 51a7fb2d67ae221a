import { rm } from 'node:fs/promises'
import path from 'node:path'
import { writePrivateJson } from '@/scripts/local/secrets'
import { startStack, type Stack } from '@/scripts/local/stack'
import { readOptions, USAGE, type DemoOptions } from './options'
import { fact, heading, note, step } from './output'
import { playCustomer } from './play'
import { signInOnce } from './signIn'

const FOLDER = path.resolve('.demo')
const DESCRIPTION = path.join(FOLDER, 'demo.json')

let stack: Stack | undefined

/** Ends everything in order, once, and leaves with the code of the first who asked. */
let leaving: Promise<void> | undefined
function leave(code: number): Promise<void> {
  leaving ??= (async () => {
    await rm(DESCRIPTION, { force: true })
    await stack?.stop()
    process.exit(code)
  })()
  return leaving
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void leave(signal === 'SIGINT' ? 130 : 143))
}
// A reader that went away (`npm run demo | head`) does not end the demo.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

try {
  const options = await readOptions(process.argv.slice(2))
  if (options === 'help') console.log(USAGE)
  else await demonstrate(options)
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`)
  await leave(1)
}

async function demonstrate(options: DemoOptions): Promise<void> {
  await rm(DESCRIPTION, { force: true })
  heading('Setting up')
  stack = await startStack({
    folder: FOLDER,
    databaseUrl: process.env.DATABASE_URL || undefined,
    port: options.port,
    reset: options.reset,
    rateLimitScale: options.rateLimitScale,
    step,
    note,
  })
  const { description, serverEnded } = stack
  await writePrivateJson(DESCRIPTION, description)

  heading('A customer pays')
  const { payUrl } = await playCustomer(description)
  await signInOnce(description)
  if (options.once) return leave(0)

  heading('Look around')
  fact('pay page', payUrl)
  fact('dashboard', `${description.baseUrl}/dashboard`)
  fact('', `${description.merchant.email}, password ${description.merchant.password}`)
  fact('', 'it opens in test mode; what was just paid is under Live')
  fact('API', `${description.baseUrl}/api/v1`)
  fact('', `key ${description.apiKeys.sk_test}, to play payments with (docs/test-mode.md)`)
  fact('', `key ${description.apiKeys.sk_live}, for the local chain`)
  fact('chain', `${description.rpcUrl}, chain id ${description.chainId}`)
  fact('everything', path.relative(process.cwd(), DESCRIPTION))
  note('Ctrl+C ends it')
  await serverEnded
  if (!leaving) throw new Error('The server ended by itself.')
}
