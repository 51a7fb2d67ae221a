import { createHash } from 'node:crypto'
import type { createClient } from '@redis/client'
import { leaseEnd, type Ask, type Grant, type LimitStore } from './port'
import { TAKE_SCRIPT } from './takeScript'

type Client = ReturnType<typeof createClient>

const SHA = createHash('sha1').update(TAKE_SCRIPT).digest('hex')
const PREFIX = 'checkout:limit:'
/** A row of no use goes away by itself, some time after. */
const LINGERS_MS = 60_000
const CONNECT_WITHIN_MS = 2_000
const RECONNECT_AT_MOST_MS = 2_000

/**
 * Counts in Redis, where `REDIS_URL` names one: the same sliding windows and leases as in PostgreSQL, each subject in a hash of
 * its own. The client is loaded and connects with the first request, and comes back by itself; who asks meanwhile is
 * refused with its error at once. All asks of a call travel together.
 */
export function redisStore(url: string): LimitStore {
  let opening: Promise<Client> | null = null
  let opened: Client | null = null

  async function open(): Promise<Client> {
    const { createClient: create } = await import('@redis/client')
    const client: Client = create({
      url,
      disableOfflineQueue: true,
      socket: {
        connectTimeout: CONNECT_WITHIN_MS,
        reconnectStrategy: (tries) => Math.min(RECONNECT_AT_MOST_MS, 50 * 2 ** tries),
      },
    })
    // Whoever asks is told; without a listener it would end the process.
    client.on('error', () => {})
    opened = client
    await client.connect()
    return client
  }

  return {
    async take(_db, asks, now) {
      opening ??= open()
      // It goes on trying where the first try found nobody.
      const client = opened?.isReady ? opened : await opening
      const grants = await Promise.all(
        asks.map(async (ask): Promise<[string, Grant]> => {
          const end = leaseEnd(ask.rule, now)
          const reply = await run(client, PREFIX + ask.subject, argumentsOf(ask, now, end))
          return [ask.subject, grantOf(reply, end)]
        }),
      )
      return new Map(grants)
    },
    async close() {
      opened?.destroy()
    },
  }
}

/** By its hash, and whole where Redis does not know it yet. */
async function run(client: Client, key: string, args: string[]): Promise<unknown> {
  const options = { keys: [key], arguments: args }
  try {
    return await client.evalSha(SHA, options)
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith('NOSCRIPT'))) throw error
    return client.eval(TAKE_SCRIPT, options)
  }
}

function argumentsOf({ rule, waiting, spare, back }: Ask, now: number, end: number): string[] {
  const longest = Math.max(...rule.windows.map(({ seconds }) => seconds * 1000))
  const numbers = [
    now,
    end,
    waiting,
    spare,
    back?.end ?? 0,
    back?.count ?? 0,
    longest + rule.leaseMs + LINGERS_MS,
  ]
  const windows = rule.windows.flatMap(({ seconds, most }) => [seconds * 1000, most])
  return [...numbers, ...windows].map(String)
}

function grantOf(reply: unknown, end: number): Grant {
  const numbers = Array.isArray(reply) ? reply.map(Number) : []
  const [granted, ...taken] = numbers
  if (granted === undefined || numbers.some((number) => !Number.isSafeInteger(number)))
    throw new Error('Redis answered something else than permits')
  return {
    granted,
    end,
    ends: taken.filter((_, index) => index % 2 === 0),
    counts: taken.filter((_, index) => index % 2 === 1),
  }
}
