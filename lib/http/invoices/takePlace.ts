import { STREAMS_AN_INVOICE } from '@/lib/live/places'
import type { App } from '@/lib/server/app'
import { RequestError } from '../requestError'

const RETRY = { 'retry-after': '30' }

/** A place for one more stream of the invoice. Throws TOO_MANY_STREAMS, and SERVICE_UNAVAILABLE when the process is full. */
export function takePlace(app: App, invoiceId: string): () => void {
  const place = app.live.take(invoiceId)
  if (place === 'invoice_full') {
    const constraints = { max_streams: STREAMS_AN_INVOICE }
    throw new RequestError(
      'TOO_MANY_STREAMS',
      'Too many streams of this invoice are open',
      { constraints },
      RETRY,
    )
  }
  if (place === 'process_full')
    throw new RequestError('SERVICE_UNAVAILABLE', 'Too many streams are open on this server', {}, RETRY)
  return place
}
