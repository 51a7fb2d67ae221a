import { rm } from 'node:fs/promises'
import path from 'node:path'
import { migrate } from '@/db/migrate'
import { startAnvil, type LocalChain } from '@/scripts/local/anvil'
import { deployLocalContracts, type LocalToken } from '@/scripts/local/deployLocal'
import { freePort } from '@/scripts/local/freePort'
import { placeForData } from '@/scripts/local/placement'
import { startPostgres } from '@/scripts/local/postgres'
import { seedAccount, type Account } from '@/scripts/local/seed'
import { serverEnvironment } from '@/scripts/local/serverEnvironment'
import { openState } from '@/scripts/local/state'
import { openDatabase, type ChaosDatabase } from './database'
import { openServer, type ChaosServer } from './server'

export type Instance = {
  database: ChaosDatabase
  chain: LocalChain
  tokens: readonly LocalToken[]
  account: Account
  servers: readonly ChaosServer[]
}

/** Database, chain, merchant and the built server, as often as asked for, on one database. Each part's end is given to `onStop`. */
export async function startInstance(options: {
  root: string
  folder: string
  servers: number
  onStop: (end: () => Promise<void>) => void
}): Promise<Instance> {
  const { root, folder, onStop } = options
  const dataDir = await placeForData(path.join(folder, 'postgres'))
  onStop(() => rm(dataDir, { recursive: true, force: true }))
  const database = await openDatabase((port) => startPostgres({ dataDir, port }))
  onStop(() => database.stop())
  const chain = await startAnvil({ blockTime: 1 })
  onStop(() => chain.stop())
  const { tokens } = await deployLocalContracts(chain.rpcUrl)
  const { url: databaseUrl } = database
  const { secrets } = await openState({ folder, databaseUrl, rpcUrl: chain.rpcUrl, note: () => {} })
  await migrate(databaseUrl)

  const environmentOf = (port: number, baseUrl: string) =>
    serverEnvironment({ port, baseUrl, databaseUrl, rpcUrl: chain.rpcUrl, secrets, rateLimitScale: '1000' })
  const account = await seedAccount({ folder, environment: environmentOf(0, 'http://127.0.0.1') })
  const servers: ChaosServer[] = []
  for (let number = 1; number <= options.servers; number += 1) {
    const port = await freePort()
    const baseUrl = `http://127.0.0.1:${port}`
    const logs = path.join(folder, `server${number}`)
    const server = openServer({ root, baseUrl, environment: environmentOf(port, baseUrl), logs })
    onStop(() => server.stop())
    await server.start()
    servers.push(server)
  }
  return { database, chain, tokens, account, servers }
}
