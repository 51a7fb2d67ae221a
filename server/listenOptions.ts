import { EnvError } from '@/lib/env'

/** Where to listen: `PORT` (3000; 0 picks a free one) and `HOST` (every address). Throws EnvError. */
export function listenOptions(source: Record<string, string | undefined>): { port: number; host: string } {
  const text = source.PORT || '3000'
  const port = /^\d{1,5}$/.test(text) ? Number.parseInt(text, 10) : -1
  if (port < 0 || port > 65_535) throw new EnvError('PORT must be a number from 0 to 65535')
  return { port, host: source.HOST || '0.0.0.0' }
}
