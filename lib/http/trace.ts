import { randomBytes } from 'node:crypto'

/** One request's place in a trace across systems, as W3C Trace Context names it. */
export type Trace = {
  /** 32 hexadecimal digits, the same in every system that has part in the work. */
  traceId: string
  /** For the answer: the same trace, with this server's own step in it. */
  traceparent: string
}

const FORM = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/
const SAMPLED = 1

/**
 * The trace that the caller's `traceparent` names, else a new one. A header that is not exactly as the recommendation
 * says (version ff, zeros, capitals, given twice) counts as none, so that nothing else gets into logs and answers.
 */
export function traceOf(traceparent: string | null): Trace {
  const given = parse(traceparent?.trim() ?? '')
  const traceId = given?.traceId ?? nonZero(16)
  return { traceId, traceparent: `00-${traceId}-${nonZero(8)}-${given?.sampled ? '01' : '00'}` }
}

function parse(header: string): { traceId: string; sampled: boolean } | null {
  const [, version, traceId = '', parentId = '', flags = '', rest] = FORM.exec(header) ?? []
  if (version === undefined || version === 'ff' || (version === '00' && rest !== undefined)) return null
  if (/^0+$/.test(traceId) || /^0+$/.test(parentId)) return null
  return { traceId, sampled: (Number.parseInt(flags, 16) & SAMPLED) === SAMPLED }
}

function nonZero(bytes: number): string {
  const text = randomBytes(bytes).toString('hex')
  return /^0+$/.test(text) ? nonZero(bytes) : text
}
