import { parseArgs } from 'node:util'
import { isFree, nextFreePort } from '@/scripts/local/freePort'

export type DemoOptions = { port: number; once: boolean; reset: boolean; rateLimitScale: string }

const DEFAULT_PORT = 3000

export const USAGE = `npm run demo -- [--port N] [--once] [--reset] [--rate-limit-scale N]
  --port N               serve on this port (default: ${DEFAULT_PORT}, or the next free one)
  --once                 leave after the played payment; 0 only if every step happened
  --reset                start from empty data
  --rate-limit-scale N   multiply every rate limit`

/** Reads the command line. Throws with one line on what is wrong. */
export async function readOptions(args: string[]): Promise<DemoOptions | 'help'> {
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string' },
      once: { type: 'boolean', default: false },
      reset: { type: 'boolean', default: false },
      'rate-limit-scale': { type: 'string', default: '1' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return 'help'
  const rateLimitScale = values['rate-limit-scale']
  if (!(Number(rateLimitScale) > 0)) throw new Error('--rate-limit-scale takes a number above 0.')
  return { port: await choosePort(values.port), once: values.once, reset: values.reset, rateLimitScale }
}

async function choosePort(given: string | undefined): Promise<number> {
  if (given === undefined) return nextFreePort(DEFAULT_PORT)
  const port = Number(given)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error('--port takes a number from 1 to 65535.')
  if (!(await isFree(port))) throw new Error(`Port ${port} is taken.`)
  return port
}
