import type { Kept } from './keep'

const RETRY_MS = 2_000
const TRIES = 5

type Call = { invoiceId: string; optionId: string }

/** What a relay came to: its hash where it was sent; null where it was not taken. */
export type Handed = { hash: `0x${string}` | null } | null

/** Tells the server a hash, which it looks up by itself: a hint, and nothing depends on it. */
export async function tellServer(
  invoiceId: string,
  { hash, optionId }: Pick<Kept, 'hash' | 'optionId'>,
): Promise<void> {
  if (hash === null || optionId === null) return
  for (let tries = 0; tries < TRIES; tries += 1) {
    const body = { transactionHash: hash, paymentOptionId: optionId }
    const answer = await post(`/api/checkout/pay/${encodeURIComponent(invoiceId)}/sync-wallet-payment`, body)
    // Its own node may not know the block yet.
    if (answer && answer.status !== 404 && answer.status !== 429 && answer.status < 500) return
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS * (tries + 1)))
  }
}

/** Has a signature handed in (EIP-3009). The same again is the same relay, so that an answer that was lost is asked for again. */
export async function handIn(
  { invoiceId, optionId }: Call,
  signed: { payer: string; validAfter: number; validBefore: number; signature: string },
): Promise<Handed> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const body = { paymentOptionId: optionId, ...signed }
    const answer = await post(`/api/checkout/pay/${encodeURIComponent(invoiceId)}/relay`, body)
    if (answer && (answer.status < 500 || answer.status === 503) && answer.status !== 202) return null
    const relay = answer?.status === 202 ? await readRelay(answer) : null
    if (relay?.status === 'failed') return null
    if (relay?.hash) return { hash: relay.hash }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  }
  // It may have been taken: whoever pays again now could pay twice, were it not for the same terms.
  return { hash: null }
}

async function readRelay(answer: Response): Promise<{ status: string; hash: `0x${string}` | null } | null> {
  const body: unknown = await answer.json().catch(() => null)
  if (typeof body !== 'object' || body === null) return null
  const { status, transactionHash } = body as Record<string, unknown>
  const hash = /^0x[0-9a-f]{64}$/i.test(String(transactionHash)) ? (transactionHash as `0x${string}`) : null
  return typeof status === 'string' ? { status, hash } : null
}

function post(url: string, body: object): Promise<Response | null> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => null)
}
