import { describeError } from '@/lib/describeError'
import { confirmationsAt } from '@/lib/domain/confirmations'
import { coalesced } from '@/lib/live/coalesced'
import type { App } from '@/lib/server/app'
import { invoiceNews, type InvoiceNews } from '@/lib/services/invoices/invoiceNews'
import type { PaymentView } from '@/lib/services/views'
import { writeJson } from '../json'
import type { Sink, TextStream } from '../reply'
import { COMMENT, sseMessage } from '../sse'
import { presentConfirming, presentEvent } from './presentEvent'

type Following = {
  invoiceId: string
  /** The last event that the client has seen. */
  after: number
  /** Gives back the place of this stream. */
  leave: () => void
}

/**
 * The events of one invoice as they happen, each once and in their order, until it is final. Follows first and reads then, so
 * that nothing falls in between (Q6); every read begins behind the last event that was written.
 */
export function eventStream(app: App, following: Following): TextStream {
  return { open: (sink) => openStream(app, following, sink) }
}

function openStream(app: App, { invoiceId, after, leave }: Following, sink: Sink): () => void {
  let seq = after
  let open = true
  let waiting: PaymentView[] = []
  const depths = new Map<string, number>()

  const close = () => {
    if (!open) return
    open = false
    unfollow()
    leave()
  }
  const end = () => {
    if (!open) return
    close()
    sink.end()
  }
  /** A reader that does not keep up is let go of; it comes back with the last event that it has. */
  const write = (text: string) => {
    if (open && !sink.write(text)) end()
  }
  const tell = (news: InvoiceNews) => {
    for (const event of news.events) {
      const message = presentEvent(event, news)
      if (message) write(sseMessage(writeJson(message), event.seq))
      seq = event.seq
    }
    waiting = news.payments.filter(({ confirmedAt, orphanedAt }) => !confirmedAt && !orphanedAt)
    for (const payment of waiting) deepen(payment, payment.confirmations)
    if (news.final) end()
  }
  const deepen = (payment: PaymentView, confirmations: number) => {
    const depth = Math.min(confirmations, payment.requiredConfirmations)
    if (depth <= 1 || depths.get(payment.id) === depth) return
    depths.set(payment.id, depth)
    write(sseMessage(writeJson(presentConfirming(payment, depth))))
  }
  const read = coalesced(
    async () => {
      if (!open) return
      const news = await invoiceNews(app, invoiceId, seq)
      if (open) tell(news)
    },
    // The hub looks again and sees that this stream is behind.
    (error) => app.log.warn({ error: describeError(error) }, 'a stream of events could not be read'),
  )
  const proven = (blocks: ReadonlyMap<string, number>) => {
    for (const payment of waiting) {
      const block = blocks.get(payment.network)
      if (block !== undefined) deepen(payment, confirmationsAt(block, payment.blockNumber))
    }
  }

  const unfollow = app.live.follow({
    invoiceId,
    seq: () => seq,
    wake: read,
    awaits: () => waiting.map(({ network }) => network),
    proven,
    beat: () => write(COMMENT),
    end,
  })
  write(COMMENT)
  read()
  return close
}
