import { WEBHOOKS_TOPIC } from '@/lib/live/topics'
import type { ServiceContext } from '@/lib/services/context'

/** Rings where there is something to do, for whoever listens in this process. */
export type Bell = { ring(): void; onRing(listener: () => void): void }

export function createBell(): Bell {
  const listeners = new Set<() => void>()
  return {
    ring: () => listeners.forEach((listener) => listener()),
    onRing: (listener) => void listeners.add(listener),
  }
}

/** News of webhooks stays in the process, whose dispatcher sends them at once; other news goes to every process. */
export function announceTo(outbox: Bell, everyone: ServiceContext['announce']): ServiceContext['announce'] {
  return async (topics) => {
    if (topics.has(WEBHOOKS_TOPIC)) outbox.ring()
    const rest = new Set([...topics].filter((topic) => topic !== WEBHOOKS_TOPIC))
    if (rest.size > 0) await everyone(rest)
  }
}
