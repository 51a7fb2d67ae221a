import { createHmac, timingSafeEqual } from 'node:crypto'

const TOLERANCE_SECONDS = 300

/**
 * What an integrator who has document 002 alone writes: `X-Webhook-Signature: t=<unix>,v1=<hex>` over `${t}.${rawBody}`. Shares no code
 * with what signs.
 */
export function isGenuine(
  secret: string,
  headers: Record<string, string>,
  body: string,
  nowSeconds: number,
): boolean {
  const parts = new Map(
    (headers['x-webhook-signature'] ?? '').split(',').map((part) => {
      const [name = '', value = ''] = part.split('=')
      return [name, value]
    }),
  )
  const time = parts.get('t') ?? ''
  if (headers['x-webhook-timestamp'] !== time) return false
  if (!(Math.abs(nowSeconds - Number(time)) <= TOLERANCE_SECONDS)) return false
  const given = Buffer.from(parts.get('v1') ?? '', 'hex')
  const expected = createHmac('sha256', secret).update(`${time}.${body}`, 'utf8').digest()
  return given.length === expected.length && timingSafeEqual(given, expected)
}
