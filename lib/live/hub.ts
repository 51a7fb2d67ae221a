import type { OpenDatabase } from '@/db/client'
import { provenBlocks, seqsOf } from '@/db/queries/live'
import { describeError } from '@/lib/describeError'
import type { Log } from '@/lib/services/context'
import { coalesced } from './coalesced'
import { createEar } from './ear'
import { createPlaces, type Refusal } from './places'
import { invoiceTopic, networkTopic } from './topics'

/** Someone who follows one invoice. */
export type Follower = {
  invoiceId: string
  /** The last event that it knows. */
  seq(): number
  /** There may be news: read. */
  wake(): void
  /** The networks on which it waits for blocks. */
  awaits(): readonly string[]
  /** These networks have proven these blocks. */
  proven(blocks: ReadonlyMap<string, number>): void
  /** Time to show that the connection lives. */
  beat(): void
  /** The process leaves. */
  end(): void
}

export type Hub = {
  /** A place for one more stream of the invoice, or why there is none. */
  take(invoiceId: string): (() => void) | Refusal
  /** Streams that this process serves. */
  open(): number
  /** Wakes the follower from now on whenever its invoice has news, until the returned function is called. */
  follow(follower: Follower): () => void
  /** Ends every stream; their clients come back, here or at another instance. */
  close(): void
}

export type HubOptions = {
  database: Pick<OpenDatabase, 'db' | 'sql'>
  url: string
  /** False where the way to the database has no LISTEN: then it is asked again and again. */
  listens: boolean
  log: Log
  heartbeatMs?: number
  pollMs?: number
}

/** Between proxies that cut silent connections after 30 seconds and clients that pay for each byte. */
const HEARTBEAT_MS = 15_000
const POLL_MS = 1_000

/**
 * What every stream of a process shares: one LISTEN, one heartbeat, and the look into the database that makes up for what
 * was not heard. With each heartbeat all followed invoices are compared in one query; every second while nothing is heard.
 */
export function createHub(options: HubOptions): Hub {
  const { database, url, listens, log, heartbeatMs = HEARTBEAT_MS, pollMs = POLL_MS } = options
  const followers = new Map<string, Set<Follower>>()
  const places = createPlaces()
  let timers: NodeJS.Timeout[] = []
  let failing = false

  const failed = (error: unknown) => {
    if (!failing) log.warn({ error: describeError(error) }, 'live updates cannot read the database')
    failing = true
  }
  const all = () => [...followers.values()].flatMap((some) => [...some])
  const awaited = () => new Set(all().flatMap((follower) => follower.awaits()))
  const tellBlocks = coalesced(async () => {
    const blocks = await provenBlocks(database.db, [...awaited()])
    for (const follower of all()) follower.proven(blocks)
  }, failed)
  const look = coalesced(async () => {
    const seqs = await seqsOf(database.db, [...followers.keys()])
    failing = false
    for (const follower of all()) if (seqs.get(follower.invoiceId) !== follower.seq()) follower.wake()
    tellBlocks()
  }, failed)
  const hear = (topics: readonly string[]) => {
    const heard = new Set(topics)
    for (const [invoiceId, some] of followers)
      if (heard.has(invoiceTopic(invoiceId))) for (const follower of some) follower.wake()
    if ([...awaited()].some((network) => heard.has(networkTopic(network)))) tellBlocks()
  }
  const ear = listens ? createEar({ url, sql: database.sql, onTopics: hear, onHearing: look }) : null

  const start = () => {
    ear?.probe()
    const beat = setInterval(() => {
      for (const follower of all()) follower.beat()
      ear?.probe()
    }, heartbeatMs)
    const poll = setInterval(() => {
      if (!ear?.hears()) look()
    }, pollMs)
    timers = [beat, poll]
    for (const timer of timers) timer.unref()
  }
  const stop = () => {
    for (const timer of timers) clearInterval(timer)
    timers = []
  }

  return {
    take: (invoiceId) => places.take(invoiceId),
    open: () => places.taken(),
    follow(follower) {
      const own = followers.get(follower.invoiceId) ?? new Set()
      followers.set(follower.invoiceId, own.add(follower))
      if (timers.length === 0) start()
      return () => {
        own.delete(follower)
        if (own.size === 0 && followers.get(follower.invoiceId) === own) followers.delete(follower.invoiceId)
        if (followers.size === 0) stop()
      }
    },
    close() {
      for (const follower of all()) follower.end()
      stop()
      ear?.close()
    },
  }
}
