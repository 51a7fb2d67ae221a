import { pino, type DestinationStream } from 'pino'
import type { Log } from '@/lib/services/context'

/** Never written, wherever a caller puts them: what opens something, and what belongs to a customer. */
const SECRET = [
  'authorization',
  'key',
  'apiKey',
  'password',
  'secret',
  'token',
  'privateKey',
  'body',
  'headers',
]

/** Structured lines on standard output: one JSON object each, secrets cut out. */
export function createLog(level: string, destination?: DestinationStream): Log {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: SECRET.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
  }
  return destination ? pino(options, destination) : pino(options)
}
