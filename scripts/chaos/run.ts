import { setTimeout as pause } from 'node:timers/promises'
import { createRandom } from '@/tests/simulation/engine/random'
import { checkBooks, checkFigures } from './check/books'
import { countLogged } from './check/logs'
import { balancesBefore, checkMoney } from './check/money'
import { readChain } from './check/onChain'
import { readStored, underWay } from './check/stored'
import { checkTold } from './check/told'
import { checkWebhooks } from './check/webhooks'
import { startInstance, type Instance } from './instance'
import { createApi } from './load/api'
import { runClient } from './load/clients'
import { createPayer } from './load/payer'
import { startReceiver } from './load/receiver'
import type { Asset, Told } from './load/told'
import type { Tally } from './tally'
import { makeTrouble } from './trouble'

const NATIVE: Asset = { symbol: 'ETH', address: null, decimals: 18 }
/** So long may it take after the last trouble until everything paid is settled, swept and told. */
const RESTS_WITHIN_MS = 240_000

/** One run: load with trouble, then none until all is at rest, then the comparison. */
export async function runChaos(options: {
  root: string
  folder: string
  seed: string
  ms: number
  clients: number
  servers: number
  tally: Tally
  say: (line: string) => void
  onStop: (end: () => Promise<void>) => void
}): Promise<void> {
  const { tally, say, onStop } = options
  const random = createRandom(`chaos ${options.seed}`)
  say('starting')
  const instance = await startInstance(options)
  const { database, chain, account, servers } = instance
  const assets: Asset[] = [...instance.tokens, NATIVE]
  const before = await balancesBefore(await readChain(chain.rpcUrl, assets, new Set()), assets)
  const receiver = await startReceiver(account.webhookSecret, random.fork('receiver'), tally)
  onStop(() => Promise.resolve(receiver.close()))
  const api = createApi({
    baseUrls: servers.map(({ url }) => url),
    apiKey: account.apiKeys.sk_live,
    random: random.fork('api'),
    tally,
  })

  const told: Told[] = []
  const payer = createPayer(chain.rpcUrl)
  let isOver = false
  say(
    `${options.clients} clients at ${servers.length} servers for ${options.ms / 1000} s, seed ${options.seed}`,
  )
  const clients = Array.from({ length: options.clients }, (_, index) => {
    const parts = { api, payer, assets, receiverUrl: receiver.url, tally, told }
    return runClient(`client${index}`, { ...parts, random: random.fork(`client${index}`) }, () => isOver)
  })
  await Promise.race([
    makeTrouble(instance, random.fork('trouble'), tally, options.ms),
    Promise.all(clients).then(() => {
      if (!isOver) throw new Error('the clients gave up')
    }),
  ])
  isOver = true
  await Promise.all(clients)

  say('the trouble is over; waiting until everything paid is settled, swept and told')
  await rest(instance, told, tally)
  say('comparing what was told, what is stored and what is on chain')
  const stored = await readStored(database.url)
  const deposits = new Set(stored.invoices.map(({ address }) => address))
  const onChain = await readChain(chain.rpcUrl, assets, deposits)
  await checkTold(told, stored, api, tally)
  await checkMoney({ told, assets, stored, chain: onChain, before }, tally)
  checkBooks(told, stored, onChain, tally)
  await checkFigures(database.url, tally)
  checkWebhooks(stored, receiver.taken, tally)
  await countLogged(
    servers.flatMap(({ logFiles }) => logFiles),
    tally,
  )
}

async function rest({ database }: Instance, told: readonly Told[], tally: Tally): Promise<void> {
  const paid = told.filter(({ sent }) => sent.length > 0).map(({ id }) => id)
  const started = Date.now()
  while ((await underWay(database.url, paid)) > 0) {
    if (Date.now() - started > RESTS_WITHIN_MS) return tally.object('it never comes to rest')
    await pause(500)
  }
  tally.count('seconds until all was at rest', Math.ceil((Date.now() - started) / 1000))
}
