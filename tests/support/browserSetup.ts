import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '@/scripts/local/freePort'
import { startStack } from '@/scripts/local/stack'
import { startTronBeside } from '@/scripts/local/tronBeside'
import { findChromium } from '@/scripts/test/chromium'
import { LOG_VARIABLE } from './printedMail'
import { ENVIRONMENT_VARIABLE, STACK_VARIABLE } from './stack'

/** Finds a browser and starts a whole checkout of its own for the browser tests: database, chain and server. */
export default async function setup(): Promise<() => Promise<void>> {
  process.env.CHROMIUM_PATH = await findChromium((line) => console.log(line))
  const folder = await mkdtemp(path.join(tmpdir(), 'crypto-checkout-e2e-'))
  // As root, PostgreSQL runs as another user, who has to get there.
  await chmod(folder, 0o755)
  const stack = await startStack({
    folder,
    port: await freePort(),
    fast: true,
    rateLimitScale: '1000',
    beside: startTronBeside,
    step: (_name, work) => work(),
    note: () => {},
  })
  process.env[LOG_VARIABLE] = path.join(folder, 'server.log')
  process.env.E2E_BASE_URL = stack.description.baseUrl
  process.env[STACK_VARIABLE] = JSON.stringify(stack.description)
  process.env[ENVIRONMENT_VARIABLE] = JSON.stringify(stack.environment)
  return async () => {
    await stack.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
