import { z } from 'zod'
import { idParam } from '@/lib/http/fields'
import { invoicesApi } from '@/lib/http/invoices/api'
import { eventMessage } from '@/lib/http/invoices/eventMessage'
import { eventStream } from '@/lib/http/invoices/eventStream'
import { presentEvent } from '@/lib/http/invoices/presentEvent'
import { takePlace } from '@/lib/http/invoices/takePlace'
import { invoiceNews } from '@/lib/services/invoices/invoiceNews'

/** A serverless function is cut off then; the client comes back with the last event that it has. */
export const maxDuration = 60

const SEQ = /^\d{1,9}$/

export const GET = invoicesApi.stream({
  summary: 'Follow an invoice as its customer',
  params: z.object({ id: idParam }),
  query: z.object({
    after: z
      .string()
      .regex(SEQ, { error: 'must be the id of an event' })
      .optional()
      .describe('Where to begin without Last-Event-ID; without both, every event is told.'),
  }),
  message: eventMessage,
  errors: ['TOO_MANY_STREAMS'],
  async handler({ app, params, query, request }) {
    const given = SEQ.test(request.lastEventId ?? '') ? request.lastEventId : query.after
    const after = Number.parseInt(given ?? '0', 10)
    const news = await invoiceNews(app, params.id, after)
    const { invoice, final, events } = news
    // An id from the future, such as one from before a restored backup, begins anew.
    const from = after > invoice.seq ? 0 : after
    // What is left may be the merchant's alone.
    const tellsMore = from !== after || events.some((event) => presentEvent(event, news))
    if (final && !tellsMore) return null
    return eventStream(app, { invoiceId: invoice.id, after: from, leave: takePlace(app, invoice.id) })
  },
})

export const { POST, PUT, PATCH, DELETE, OPTIONS } = invoicesApi.others({ GET })
