import { randomUUID } from 'node:crypto'
import type { OpenDatabase } from '@/db/client'
import { openListener, type Listener } from '@/db/listen'
import { CHANNEL } from './topics'

const PING = 'ping:'

type EarParts = {
  url: string
  sql: OpenDatabase['sql']
  onTopics: (topics: readonly string[]) => void
  /** What was announced before may not have been heard; from here on it is. */
  onHearing: () => void
}

export type Ear = {
  /** Whether the last thing it said to itself came back. */
  hears(): boolean
  /** Says something to itself; listens anew where the last one did not come back. */
  probe(): void
  close(): void
}

/**
 * Listens to the channel, and does not take the database's word for it: a pooler accepts LISTEN and delivers nothing, a
 * connection can be half dead, and a reconnect can fail. So it talks to itself.
 */
export function createEar({ url, sql, onTopics, onHearing }: EarParts): Ear {
  let listener: Listener | null = null
  let awaited: string | null = null
  let hearing = false

  const ping = () => {
    awaited = `${PING}${randomUUID()}`
    // Not heard is not heard, whatever the reason.
    sql`select pg_notify(${CHANNEL}, ${awaited})`.catch(() => {})
  }
  const onMessage = (message: string) => {
    if (!message.startsWith(PING)) return onTopics(message.split(' '))
    if (message !== awaited) return
    awaited = null
    hearing = true
    onHearing()
  }
  const open = () => {
    hearing = false
    listener?.close()
    listener = openListener(url, CHANNEL, { onMessage, onListening: ping })
  }
  return {
    hears: () => hearing,
    probe() {
      if (listener === null || awaited !== null) open()
      else ping()
    },
    close() {
      hearing = false
      listener?.close()
      listener = null
    },
  }
}
