/** Headers of a merchant's own on deliveries to one endpoint, such as a token that a gateway before it asks for. */
export type CustomHeaders = Readonly<Record<string, string>>

export const MOST_HEADERS = 10
export const LONGEST_VALUE = 1_000

/** RFC 9110: a token. */
const NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/
/** Printable ASCII, no blank at either end: nothing that could begin another header. */
const VALUE = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/

/** What a request is made of, or what proves that it is ours: nobody else's to say. */
const RESERVED = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
])
const RESERVED_BEGINNINGS = ['proxy-', 'webhook-', 'x-crypto-checkout-', 'x-webhook-']

/** What is wrong with a header, or null. */
export function headerProblem(name: string, value: string): string | null {
  const lower = name.toLowerCase()
  if (!NAME.test(name)) return 'is no name of a header'
  if (RESERVED.has(lower) || RESERVED_BEGINNINGS.some((one) => lower.startsWith(one)))
    return 'is set by this server'
  if (value.length > LONGEST_VALUE) return `must have at most ${LONGEST_VALUE} characters`
  return VALUE.test(value) ? null : 'must be printable ASCII without a blank at either end'
}
