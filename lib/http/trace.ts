import { randomBytes } from 'node:crypto'
import type { Place } from '@/lib/tracing/step'

/** One request's place in a trace across systems, as W3C Trace Context names it. */
export type Trace = Place & {
  /** For the answer: the same trace, with this server's own step in it. */
  traceparent: string
}

const FORM = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/
const SAMPLED = 1

/**
 * The trace that the caller's `traceparent` names, else a new one. A header that is not exactly as the recommendation
 * says (version ff, zeros, capitals, given twice) counts as none, so that nothing else gets into logs and answers. A trace that begins
 * here is recorded where traces are sent anywhere.
 */
export function traceOf(traceparent: string | null, isTracing = false): Trace {
  const given = parse(traceparent?.trim() ?? '')
  const traceId = given?.traceId ?? nonZero(16)
  const spanId = nonZero(8)
  const sampled = given?.sampled ?? isTracing
  return {
    traceId,
    spanId,
    parentId: given?.parentId ?? null,
    sampled,
    traceparent: `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`,
  }
}

function parse(header: string): (Pick<Place, 'traceId' | 'sampled'> & { parentId: string }) | null {
  const [, version, traceId = '', parentId = '', flags = '', rest] = FORM.exec(header) ?? []
  if (version === undefined || version === 'ff' || (version === '00' && rest !== undefined)) return null
  if (/^0+$/.test(traceId) || /^0+$/.test(parentId)) return null
  return { traceId, parentId, sampled: (Number.parseInt(flags, 16) & SAMPLED) === SAMPLED }
}

function nonZero(bytes: number): string {
  const text = randomBytes(bytes).toString('hex')
  return /^0+$/.test(text) ? nonZero(bytes) : text
}
