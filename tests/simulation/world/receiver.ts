import type { Outcome, Sender } from '@/lib/webhooks/sender'
import { createDispatcher } from '@/lib/services/webhooks/dispatcher'
import type { SimProcess } from '../engine/scheduler'
import type { Running, Simulation } from './simulation'

export const RECEIVER_URL = 'https://receiver.simulation/hook'

/** How a receiver of webhooks misbehaves. */
export type Manner =
  | 'takes it'
  | 'takes it and answers late'
  | 'hangs'
  | '500'
  | 'redirects'
  | 'asks to wait'
  | 'refuses'
const MANNERS: readonly Manner[] = [
  'takes it',
  'takes it and answers late',
  'hangs',
  '500',
  'redirects',
  'asks to wait',
  'refuses',
]

/** The merchant's receiver, and everything it ever took, by the event's id. */
export function createReceiver(simulation: Simulation) {
  const random = simulation.random.fork('receiver')
  const taken = new Map<string, string[]>()
  let isBack = false

  /** Sends as the product's sender would end it: an outcome, after some time, or the time-out. */
  const senderOf = (process: SimProcess): Sender => ({
    send({ headers, body, timeoutMs, signal }) {
      const manner = isBack ? 'takes it' : random.pick(MANNERS)
      const ms = random.between(5, 500)
      const takes = manner === 'takes it' || manner === 'takes it and answers late'
      return process
        .ask('webhook', () => {
          simulation.count(`receiver ${manner}`)
          const id = headers['webhook-id'] ?? ''
          if (takes) taken.set(id, [...(taken.get(id) ?? []), body])
          return Promise.resolve()
        })
        .then(() => after(process, outcomeOf(manner, ms, timeoutMs), signal))
    },
    close: () => Promise.resolve(),
  })

  return {
    taken,
    /** From now on it takes everything. */
    comeBack(): void {
      isBack = true
    },
    /** A process that sends all that is due. */
    dispatch(running: Running) {
      const dispatcher = createDispatcher(running.app, senderOf(running.process), {
        slots: 8,
        random: () => random.next(),
      })
      return running.process.run(() => dispatcher.runUntilIdle())
    },
  }
}

export type Receiver = ReturnType<typeof createReceiver>

function outcomeOf(manner: Manner, durationMs: number, timeoutMs: number): Outcome {
  const answered = (status: number, retryAfterMs: number | null = null): Outcome => ({
    status,
    error: status < 300 ? null : `HTTP ${status}`,
    retryAfterMs,
    durationMs,
  })
  switch (manner) {
    case 'takes it':
      return answered(200)
    case '500':
      return answered(500)
    case 'redirects':
      return answered(302)
    case 'asks to wait':
      return answered(429, 60_000)
    case 'refuses':
      return { status: null, error: 'connection refused', retryAfterMs: null, durationMs }
    // It has it, and the sender does not know.
    case 'takes it and answers late':
    case 'hangs':
      return { status: null, error: 'no answer in time', retryAfterMs: null, durationMs: timeoutMs }
  }
}

function after(process: SimProcess, outcome: Outcome, signal: AbortSignal): Promise<Outcome> {
  return new Promise((resolve) => {
    const cutOff = () => resolve({ ...outcome, status: null, error: 'cut off' })
    const ended = () => {
      signal.removeEventListener('abort', cutOff)
      resolve(outcome)
    }
    process.setTimer(ended, Math.max(1, outcome.durationMs), false)
    signal.addEventListener('abort', cutOff, { once: true })
  })
}
