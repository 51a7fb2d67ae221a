import { setTimeout as sleep } from 'node:timers/promises'
import { parseJson } from '@/lib/http/json'
import { isRateSourceError, RateSourceError } from './errors'
import type { Ask } from './port'

const TIMEOUT_MS = 8_000
const MAX_BYTES = 4 * 1024 * 1024
/** Pauses before the second and the third try; after that the next round tries. */
const RETRY_AFTER_MS = [300, 1_200]
const MOST_RETRY_AFTER_MS = 60 * 60_000

export type Answer = {
  text: string
  /** When it was so: now less what a cache says it has held it. */ at: Date
}

export type AskOptions = {
  timeoutMs?: number
  maxBytes?: number
  retryAfterMs?: readonly number[]
}

/**
 * GET with a time limit over the whole answer, a cap on its size and two retries with growing, uneven pauses. What was refused (4xx) or is too
 * large is not asked again, and redirects are not followed. Throws RateSourceError.
 */
export async function askText(
  url: string,
  { signal, now }: Ask,
  options: AskOptions & { accept?: string } = {},
): Promise<Answer> {
  const pauses = options.retryAfterMs ?? RETRY_AFTER_MS
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await askOnce(url, signal, now, options)
    } catch (error) {
      const pause = pauses[attempt]
      const passing = isRateSourceError(error) && (error.code === 'timeout' || error.code === 'unavailable')
      if (!passing || pause === undefined || signal.aborted) throw error
      await sleep(pause * (0.75 + Math.random() / 2), undefined, { signal }).catch(() => {
        throw error
      })
    }
  }
}

/** The same for JSON, whose numbers keep their digits. */
export async function askJson(
  url: string,
  ask: Ask,
  options: AskOptions = {},
): Promise<{ body: unknown; at: Date }> {
  const { text, at } = await askText(url, ask, { ...options, accept: 'application/json' })
  try {
    return { body: parseJson(text), at }
  } catch {
    throw new RateSourceError('bad_response', 'the answer is no whole JSON')
  }
}

async function askOnce(
  url: string,
  signal: AbortSignal,
  now: () => Date,
  options: AskOptions & { accept?: string },
): Promise<Answer> {
  const deadline = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS)
  let response: Response
  try {
    response = await fetch(url, {
      signal: AbortSignal.any([signal, deadline]),
      redirect: 'error',
      headers: { accept: options.accept ?? '*/*', 'user-agent': 'crypto-checkout' },
    })
    if (response.status !== 200) throw await refusal(response)
    const text = await readCapped(response, options.maxBytes ?? MAX_BYTES)
    return { text, at: new Date(now().getTime() - heldMs(response)) }
  } catch (error) {
    if (isRateSourceError(error)) throw error
    if (deadline.aborted || signal.aborted) throw new RateSourceError('timeout', 'no answer in time')
    throw new RateSourceError('unavailable', 'no connection, or it broke off')
  }
}

async function refusal(response: Response): Promise<RateSourceError> {
  await response.body?.cancel()
  const { status } = response
  if (status === 429 || status === 418) {
    const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10)
    const wait = Number.isFinite(seconds) ? Math.min(seconds * 1000, MOST_RETRY_AFTER_MS) : null
    return new RateSourceError('rate_limited', `HTTP ${status}`, wait)
  }
  return new RateSourceError(status >= 500 ? 'unavailable' : 'bad_response', `HTTP ${status}`)
}

async function readCapped(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) throw new RateSourceError('bad_response', 'the answer is larger than may be read')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** An answer out of a cache is as old as the cache says. */
function heldMs(response: Response): number {
  const seconds = Number.parseInt(response.headers.get('age') ?? '0', 10)
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0
}
