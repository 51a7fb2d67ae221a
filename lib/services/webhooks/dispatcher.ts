import { claimDeliveries, type ClaimedDelivery } from '@/db/queries/webhookDispatch'
import { probeFailing } from '@/db/queries/webhookReceivers'
import { describeError } from '@/lib/describeError'
import { probeDelayMs } from '@/lib/webhooks/backoff'
import type { Sender } from '@/lib/webhooks/sender'
import { serverTime, type RootContext } from '../context'
import { createAlarm } from './alarm'
import { ENDPOINT_DEFAULTS } from './endpointDefaults'
import { recordTries } from './recordTries'
import { tryDelivery } from './tryDelivery'
import { after, type Tried } from './verdict'

export type Dispatcher = {
  /** There may be something to send. */
  wake(): void
  /** Sends what is due, again and again, until `stop`. */
  run(): Promise<void>
  /** Sends what is due until nothing is left, or until `stop`. Throws when the database does not answer. */
  runUntilIdle(): Promise<{ tried: number }>
  /** Begins nothing more, waits for what is under way, then cuts it off. Resolves when all of it is written down. */
  stop(patienceMs: number): Promise<void>
}

export type DispatcherOptions = {
  /** Tries at once. */
  slots?: number
  /** Tries at once for one receiver. */
  perReceiver?: number
  /** The longest pause between two looks, for what nobody told of. */
  pauseMs?: number
  /** From 0 to 1. */
  random?: () => number
}

/** Tries at once for a receiver that fails: enough to learn that it is back. */
const PER_FAILING = 1
/** A merchant's receivers together: whoever names a new address with each invoice has ever new receivers. */
const PART_OF_MERCHANT = 1 / 4
/** A try that is not written down so long after its timeout was lost with its process. */
const LEASE_SLACK_SECONDS = 30
/** Looks for receivers to probe are this much rarer than looks for deliveries. */
const PROBE_EVERY_MS = 15_000

/**
 * Sends the outbox: takes what is due, sends it outside of any transaction, writes down what came of it. Safe in any number of
 * processes at once, and to be killed at any point. Half of its slots are never given to receivers that fail, three quarters never to
 * one merchant.
 */
export function createDispatcher(
  ctx: RootContext,
  sender: Sender,
  { slots = 128, perReceiver = 16, pauseMs = 1_000, random = Math.random }: DispatcherOptions = {},
): Dispatcher {
  const running = new Map<string, ClaimedDelivery>()
  const cut = new AbortController()
  const alarm = createAlarm()
  let ended: Tried[] = []
  let stopping = false
  let tried = 0
  let probedAt = 0
  let over: Promise<void> = Promise.resolve()

  const begin = (delivery: ClaimedDelivery) => {
    running.set(tryKey(delivery), delivery)
    tried += 1
    void tryDelivery(ctx, sender, delivery, cut.signal).then((one) => {
      running.delete(tryKey(delivery))
      ended.push(one)
      alarm.ring()
    })
  }
  const record = async () => {
    const batch = ended
    ended = []
    if (batch.length === 0) return
    try {
      await recordTries(ctx, batch, random)
    } catch (error) {
      ended = [...batch, ...ended]
      throw error
    }
  }
  const probe = async () => {
    const now = serverTime(ctx)
    if (Math.abs(now.getTime() - probedAt) < PROBE_EVERY_MS) return
    probedAt = now.getTime()
    // When the probe fails its own outcome says when the next one is.
    await probeFailing(ctx.db, now, after(now, probeDelayMs(0)))
  }
  /** One turn: what ended is written down before more is taken. Says whether anything was taken. */
  const turn = async (): Promise<boolean> => {
    await record()
    if (stopping || running.size >= slots) return false
    await probe()
    const room = roomOf([...running.values()], slots, perReceiver)
    const claimed = await claimDeliveries(ctx.db, serverTime(ctx), room, {
      defaultSeconds: ENDPOINT_DEFAULTS.timeoutSeconds,
      slackSeconds: LEASE_SLACK_SECONDS,
    })
    for (const delivery of claimed) begin(delivery)
    return claimed.length > 0
  }
  const isBusy = () => running.size > 0 || ended.length > 0

  const runForever = async () => {
    let failing = false
    while (!stopping || isBusy()) {
      alarm.clear()
      try {
        await turn()
        failing = false
      } catch (error) {
        if (!failing) ctx.log.error({ error: describeError(error) }, 'webhooks cannot be dispatched')
        failing = true
        // What ended waits in memory; its lease ends should this never work again.
        if (stopping) return
        alarm.clear()
      }
      await alarm.wait(pauseMs)
    }
  }
  const runOut = async () => {
    for (;;) {
      alarm.clear()
      const took = await turn()
      if (!took && !isBusy()) return
      if (isBusy()) await alarm.wait(pauseMs)
    }
  }

  return {
    wake: () => alarm.ring(),
    run: () => (over = runForever()),
    async runUntilIdle() {
      const before = tried
      over = runOut()
      await over
      return { tried: tried - before }
    },
    async stop(patienceMs) {
      stopping = true
      alarm.ring()
      const impatient = setTimeout(() => cut.abort(), patienceMs)
      await over.finally(() => clearTimeout(impatient))
    },
  }
}

function tryKey({ id, attempt }: ClaimedDelivery): string {
  return `${id}/${attempt}`
}

function roomOf(running: readonly ClaimedDelivery[], slots: number, perReceiver: number) {
  const failing = running.filter(({ wasFailing }) => wasFailing).length
  return {
    free: slots - running.length,
    freeForFailing: Math.max(0, Math.floor(slots / 2) - failing),
    perReceiver,
    perFailing: PER_FAILING,
    perMerchant: Math.max(1, Math.floor(slots * PART_OF_MERCHANT)),
    running: countBy(running, ({ receiver }) => receiver),
    runningFor: countBy(running, ({ merchantId }) => merchantId),
  }
}

function countBy<One>(all: readonly One[], of: (one: One) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const one of all) counts.set(of(one), (counts.get(of(one)) ?? 0) + 1)
  return counts
}
