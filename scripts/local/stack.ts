import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { migrate } from '@/db/migrate'
import { describeError } from '@/lib/describeError'
import type { DemoDescription } from '@/scripts/demo/description'
import { accounts } from './accounts'
import { startAnvil } from './anvil'
import { ensureBuilt } from './build'
import { deployLocalContracts } from './deployLocal'
import { lockFolder } from './folderLock'
import { placeForData } from './placement'
import { removePostgres, startPostgres } from './postgres'
import { seedAccount } from './seed'
import { startServer } from './server'
import { serverEnvironment } from './serverEnvironment'
import { openState } from './state'
import { untilVerified } from './untilVerified'

export type StackOptions = {
  /** Where the chain, the keys and the logs are kept between runs. */
  folder: string
  /** Another PostgreSQL than the bundled one. */
  databaseUrl?: string
  port: number
  /** Start from empty data. */
  reset?: boolean
  rateLimitScale?: string
  /** For tests: no safety after a crash of the machine. */
  fast?: boolean
  /** More to run beside the local chain, such as another network over it, which the server then opens. */
  beside?: (rpcUrl: string) => Promise<Beside>
  step: <T>(name: string, work: () => Promise<T>, detail?: (result: T) => string) => Promise<T>
  note: (text: string) => void
}

export type Beside = {
  /** Of the server, in place of what it would have. */
  environment: Record<string, string>
  stop(): Promise<void>
}

export type Stack = {
  description: DemoDescription
  /** The server's environment: with it another process can take part. */
  environment: Record<string, string>
  serverEnded: Promise<void>
  stop(): Promise<void>
}

/**
 * Starts database, chain and server on this machine, with a merchant that can be paid. Everything ends with `stop`, and
 * with this process, however that ends. When a step fails, what was started before is stopped.
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const started: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const end of started.splice(0).toReversed()) await end()
  }
  try {
    return { ...(await startParts(options, (end) => started.push(end))), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startParts(options: StackOptions, onStop: (end: () => Promise<void>) => void) {
  const { folder, step } = options
  const root = process.cwd()
  await mkdir(folder, { recursive: true })
  onStop(await lockFolder(folder))
  if (options.reset) await forget(folder)

  // Building takes the longest and needs none of the others.
  const building = ensureBuilt(root)
  building.catch(() => {})

  const databaseUrl = options.databaseUrl ?? (await step('PostgreSQL', () => startDatabase(options, onStop)))
  const chain = await step(
    'local chain, a block a second',
    () =>
      startAnvil({
        blockTime: 1,
        statePath: path.join(folder, 'chain.json'),
      }),
    ({ rpcUrl }) => rpcUrl,
  )
  onStop(() => chain.stop())
  const contracts = await step(
    'contracts and test tokens',
    () => deployLocalContracts(chain.rpcUrl),
    ({ tokens }) => tokens.map(({ symbol }) => symbol).join(', '),
  )

  const beside = await options.beside?.(chain.rpcUrl)
  if (beside) onStop(() => beside.stop())

  const state = await openState({ folder, databaseUrl, rpcUrl: chain.rpcUrl, note: options.note })
  await step('migrations', () => migrate(databaseUrl).catch(ofAnotherVersion))
  const baseUrl = `http://127.0.0.1:${options.port}`
  const environment = {
    ...serverEnvironment({
      port: options.port,
      baseUrl,
      databaseUrl,
      rpcUrl: chain.rpcUrl,
      secrets: state.secrets,
      rateLimitScale: options.rateLimitScale ?? '1',
    }),
    ...beside?.environment,
  }
  const account = await step(
    'merchant',
    () => seedAccount({ folder, environment }),
    ({ merchant }) => `${merchant.email}, ${merchant.id}`,
  )

  await step(
    'build',
    () => building,
    (built) => (built ? 'made' : 'up to date'),
  )
  const server = await step(
    'server',
    () => startServer({ root, baseUrl, environment, logFile: path.join(folder, 'server.log') }),
    () => baseUrl,
  )
  onStop(() => server.stop())
  await untilVerified(baseUrl, state.secrets.cronSecret)

  const description: DemoDescription = {
    baseUrl,
    rpcUrl: chain.rpcUrl,
    chainId: chain.chainId,
    tokens: contracts.tokens,
    ...account,
    cronSecret: state.secrets.cronSecret,
    payer: accounts.payer,
    treasury: accounts.treasury,
    databaseUrl,
  }
  return { description, environment, serverEnded: server.ended }
}

async function startDatabase(
  { folder, fast, reset, note }: StackOptions,
  onStop: (end: () => Promise<void>) => void,
): Promise<string> {
  const wanted = path.join(folder, 'postgres')
  const dataDir = await placeForData(wanted)
  if (dataDir !== wanted) note(`its data is in ${dataDir}: PostgreSQL's user cannot read ${folder}`)
  if (reset) await removePostgres(dataDir)
  const server = await startPostgres({ dataDir, fast })
  onStop(() => server.stop())
  return server.url
}

/** Before a first release the tables of one version are not brought to the next: old data ends there, and says how to go on. */
function ofAnotherVersion(cause: unknown): never {
  const { message } = describeError(cause)
  throw new Error(
    `The database cannot be migrated (${message}). Data of an earlier version? Start from empty data: npm run demo -- --reset`,
    { cause },
  )
}

async function forget(folder: string): Promise<void> {
  const kept = ['chain.json', 'secrets.json', 'account.json', 'recovery.json']
  await Promise.all(kept.map((name) => rm(path.join(folder, name), { force: true })))
}
