import type { z } from 'zod'
import type { SessionEventRow } from '@/db/queries/checkoutSessions'
import { writeJson } from '../json'
import { timestamp } from '../time'
import type { eventAnswer } from './eventSchemas'

type Shown = z.output<typeof eventAnswer>

/** What happened to a session, with the whole of it as it was. */
export function presentEvent({ id, type, mode, data, createdAt }: SessionEventRow): Shown {
  return {
    id,
    object: 'event',
    type,
    livemode: mode === 'live',
    // Written as it was presented then.
    data: data as Shown['data'],
    createdAt: timestamp(createdAt),
  }
}

/** The same as the bytes of a webhook (W3). */
export function sessionEventBody(row: SessionEventRow): string {
  return writeJson(presentEvent(row))
}
