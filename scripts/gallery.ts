import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { checkout } from './gallery/checkout'
import { dashboard } from './gallery/dashboard'
import { draw } from './gallery/draw'
import type { Group } from './gallery/group'
import { pay } from './gallery/pay'
import { freePort } from './local/freePort'
import { startStack } from './local/stack'
import { testCustomer } from './local/testCustomer'
import { startTronBeside } from './local/tronBeside'
import { findChromium } from './test/chromium'

/**
 * `npm run gallery [-- name ...]`: a picture of each page in each of its states, phone and desktop, light and dark, taken
 * of a running checkout into `.demo/gallery/<group>`. For looking at, not for comparing. Names choose groups or pictures.
 */
const GROUPS: Group[] = [pay, checkout, dashboard]
const FOLDER = path.resolve('.demo/gallery')

const chosen = process.argv.slice(2)
const executablePath = await findChromium(console.log)
const data = await mkdtemp(path.join(tmpdir(), 'crypto-checkout-gallery-'))
// As root, PostgreSQL runs as another user, who has to get there.
await chmod(data, 0o755)
const stack = await startStack({
  folder: data,
  port: await freePort(),
  fast: true,
  rateLimitScale: '1000',
  beside: startTronBeside,
  step: (_name, work) => work(),
  note: () => {},
})
const customer = testCustomer(stack)
const browser = await chromium.launch({
  executablePath,
  args: [
    '--no-sandbox',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
try {
  for (const group of GROUPS) {
    const wanted = (name: string) =>
      chosen.length === 0 || chosen.includes(group.name) || chosen.includes(name)
    const folder = path.join(FOLDER, group.name)
    const count = await draw(browser, { ...stack, customer }, group, { folder, wanted })
    await group.leave?.()
    if (count > 0) console.log(`${count} pictures in ${folder}`)
  }
} finally {
  await browser.close()
  await customer.close()
  await stack.stop()
  await rm(data, { recursive: true, force: true })
}
