type Streaming = {
  invoiceId: string
  /** The number of the last event that the page knows. */
  after: number
  onChange: () => void
  onOpen: () => void
  /** Nothing comes this way, at least for now: blocked, refused, or interrupted for longer than a moment. */
  onSilence: () => void
}

/** A stream that has not opened by then is in trouble; a reconnect takes about three seconds. */
const PATIENCE_MS = 5_000
/** What one transaction did comes as several events and is shown at once. */
const TOGETHER_MS = 50
/** Some of what the page says is no event: a network that is delayed, a clock that has run out. */
const RENDER_MS = 20_000

/**
 * Follows the invoice's stream of events until the returned function is called. The browser reconnects by itself; while
 * nobody looks at the page the stream is closed, and goes on behind its last event afterwards.
 */
export function stream({ invoiceId, after, onChange, onOpen, onSilence }: Streaming): () => void {
  const url = `/api/v1/public/invoice/${encodeURIComponent(invoiceId)}/events`
  let source: EventSource | null = null
  let last = after
  let patience: ReturnType<typeof setTimeout> | undefined
  let together: ReturnType<typeof setTimeout> | undefined

  /** Counts from the first trouble: each of the browser's attempts reports anew. */
  const wait = () => {
    patience ??= setTimeout(onSilence, PATIENCE_MS)
  }
  const calm = () => {
    clearTimeout(patience)
    patience = undefined
  }
  const open = () => {
    const opened = new EventSource(`${url}?after=${last}`)
    source = opened
    wait()
    opened.addEventListener('open', () => {
      calm()
      onOpen()
    })
    opened.addEventListener('message', ({ lastEventId }) => {
      if (lastEventId) last = Number(lastEventId)
      together ??= setTimeout(() => {
        together = undefined
        onChange()
      }, TOGETHER_MS)
    })
    opened.addEventListener('error', () => {
      if (opened.readyState !== EventSource.CLOSED) return wait()
      calm()
      onSilence()
    })
  }
  const close = () => {
    calm()
    source?.close()
    source = null
  }
  const onVisibility = () => {
    close()
    if (document.hidden) return
    onChange()
    open()
  }
  const renders = setInterval(() => document.hidden || onChange(), RENDER_MS)
  document.addEventListener('visibilitychange', onVisibility)
  if (!document.hidden) open()
  return () => {
    close()
    clearTimeout(together)
    clearInterval(renders)
    document.removeEventListener('visibilitychange', onVisibility)
  }
}
