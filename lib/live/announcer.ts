import type { OpenDatabase } from '@/db/client'
import { describeError } from '@/lib/describeError'
import type { Log } from '@/lib/services/context'
import { CHANNEL } from './topics'

/** PostgreSQL takes 8,000 bytes a message; a topic has at most 60. */
const TOPICS_A_MESSAGE = 120

/**
 * NOTIFY for every process's followers. One statement is under way at a time, and what comes meanwhile goes together in
 * the next: a notification takes a lock that the whole server shares (Q5). A failure is logged and otherwise harmless,
 * because followers also look by themselves.
 */
export function createAnnouncer(sql: OpenDatabase['sql'], log: Log) {
  let last: Promise<void> = Promise.resolve()
  let next: { topics: Set<string>; sent: Promise<void> } | null = null

  const send = async (topics: ReadonlySet<string>) => {
    try {
      await sql`select pg_notify(${CHANNEL}, message) from unnest(${messagesOf([...topics])}::text[]) as message`
    } catch (error) {
      log.warn({ error: describeError(error) }, 'news could not be announced')
    }
  }
  const begin = () => {
    const topics = new Set<string>()
    const sent = last.then(() => {
      next = null
      return send(topics)
    })
    last = sent
    return { topics, sent }
  }

  return function announce(changed: ReadonlySet<string>): Promise<void> {
    next ??= begin()
    for (const topic of changed) next.topics.add(topic)
    return next.sent
  }
}

function messagesOf(topics: readonly string[]): string[] {
  const messages: string[] = []
  for (let start = 0; start < topics.length; start += TOPICS_A_MESSAGE)
    messages.push(topics.slice(start, start + TOPICS_A_MESSAGE).join(' '))
  return messages
}
