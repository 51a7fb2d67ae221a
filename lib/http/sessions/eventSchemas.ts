import { z } from 'zod'
import { SESSION_EVENTS } from '@/lib/domain/session'
import { utcTime } from './fields'
import { listOf, pageQuery } from './page'
import { sessionAnswer } from './sessionSchemas'

export const eventAnswer = z.strictObject({
  id: z.string(),
  object: z.literal('event'),
  type: z.enum(SESSION_EVENTS),
  livemode: z.boolean(),
  data: sessionAnswer.describe('The whole session, as it was then.'),
  createdAt: z.iso.datetime(),
})

export const eventList = listOf(eventAnswer)

export const eventsQuery = z.object({
  ...pageQuery,
  type: z.enum(SESSION_EVENTS, { error: `must be one of ${SESSION_EVENTS.join(', ')}` }).optional(),
  createdAfter: utcTime.optional(),
})
