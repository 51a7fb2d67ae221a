import type { PayView } from '@/lib/pay/view'
import { poll } from './poll'
import { stream } from './stream'

type Following = {
  invoiceId: string
  news: Exclude<PayView['news'], 'never'>
  /** The number of the last event that the page knows. */
  after: number
  /** The page must be rendered again. */
  onChange: () => void
  onConnection: (ok: boolean) => void
}

/** Follows an open invoice by its stream, and asks again and again where streams do not get through, or none is needed. */
export function follow({ invoiceId, news, after, onChange, onConnection }: Following): () => void {
  if (news !== 'live') return poll({ invoiceId, pace: news, onChange, onConnection })
  let stopPolling: (() => void) | null = null
  const stopStream = stream({
    invoiceId,
    after,
    onChange,
    onOpen() {
      stopPolling?.()
      stopPolling = null
      onConnection(true)
    },
    onSilence() {
      stopPolling ??= poll({ invoiceId, pace: 'soon', onChange, onConnection })
    },
  })
  return () => {
    stopStream()
    stopPolling?.()
  }
}
