type Polling = {
  invoiceId: string
  pace: keyof typeof PACE
  /** The page must be rendered again. */
  onChange: () => void
  onConnection: (ok: boolean) => void
}

const FIRST_MS = 1_000
const PACE = { soon: { from: 2_500, to: 6_000 }, seldom: { from: 5_000, to: 60_000 } } as const
const LONGEST_MS = 60_000
/** The answer names payments and confirmations, but not everything the page says: so it is rendered anew now and then. */
const RENDER_EVERY = 4

/**
 * Asks the public API for news until the returned function is called: more slowly the longer nothing happens, later
 * after a failure or when told to wait, and not at all while nobody looks at the page.
 */
export function poll({ invoiceId, pace: kind, onChange, onConnection }: Polling): () => void {
  const url = `/api/v1/public/invoice/${encodeURIComponent(invoiceId)}`
  const stopped = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  let pace: number = PACE[kind].from
  let failures = 0
  let asked = 0
  let last: string | null = null

  const later = (ms: number) => {
    clearTimeout(timer)
    if (!stopped.signal.aborted && !document.hidden) timer = setTimeout(() => void ask(), ms)
  }

  const ask = async () => {
    const answer = await read(url, stopped.signal)
    if (stopped.signal.aborted) return
    if ('waitMs' in answer) {
      failures += 1
      if (failures > 1) onConnection(false)
      later(Math.max(answer.waitMs, Math.min(LONGEST_MS, pace * 2 ** failures)))
      return
    }
    if (failures > 0) onConnection(true)
    failures = 0
    asked += 1
    // The first answer is compared with nothing: the page may be older than it.
    const changed = answer.fingerprint !== last
    if (changed || asked % RENDER_EVERY === 0) onChange()
    pace = changed ? PACE[kind].from : Math.min(PACE[kind].to, pace * 1.15)
    last = answer.fingerprint
    later(pace)
  }

  const onVisibility = () => later(FIRST_MS / 4)
  document.addEventListener('visibilitychange', onVisibility)
  later(FIRST_MS)
  return () => {
    stopped.abort()
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', onVisibility)
  }
}

/** What the answer says apart from the time that passes, or how long to leave the server alone. */
async function read(url: string, signal: AbortSignal): Promise<{ fingerprint: string } | { waitMs: number }> {
  try {
    const response = await fetch(url, { signal, cache: 'no-store', headers: { accept: 'application/json' } })
    if (!response.ok) return { waitMs: Number(response.headers.get('retry-after') ?? 0) * 1000 || 0 }
    const body: unknown = await response.json()
    return {
      fingerprint: JSON.stringify(body, (key, value) => (key === 'time_remaining' ? undefined : value)),
    }
  } catch {
    return { waitMs: 0 }
  }
}
