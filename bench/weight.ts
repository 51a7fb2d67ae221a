// What an unpaid pay page weighs in Chromium before a wallet is asked for, and what the wallet adds: `npm run bench -- weight`.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, devices } from '@playwright/test'
import { checkoutApi } from '@/scripts/demo/checkoutApi'
import { freePort } from '@/scripts/local/freePort'
import { startStack } from '@/scripts/local/stack'
import { findChromium } from '@/scripts/test/chromium'
import { weighPayPage } from '@/tests/support/pageWeight'

/** Bytes that it should weigh at most. */
const MOST = 160_000

const folder = await mkdtemp(path.join(tmpdir(), 'crypto-checkout-bench-'))
await chmod(folder, 0o755)
const stack = await startStack({
  folder,
  port: await freePort(),
  fast: true,
  step: (_name, work) => work(),
  note: () => {},
})
const browser = await chromium.launch({
  executablePath: await findChromium((line) => console.log(line)),
  args: ['--no-sandbox'],
})
try {
  const order = {
    title: 'VPN Service Order',
    items: [{ name: 'VPN Premium Plan', quantity: 1, unit_price: 16.49 }],
    crypto_currency: 'USDT',
  }
  const { customer_url } = await checkoutApi(stack.description).createInvoice(order, crypto.randomUUID())
  for (const [name, device] of [
    ['desktop', devices['Desktop Chrome']],
    ['phone', devices['Pixel 7']],
  ] as const) {
    const page = await (await browser.newContext(device)).newPage()
    const { total, bytes, layoutShift } = await weighPayPage(page, customer_url)
    const parts = Object.entries(bytes).map(([kind, size]) => `${kind.toLowerCase()} ${kilo(size)}`)
    console.log(
      `${name}: ${kilo(total)} kB of ${kilo(MOST)} (${parts.join(', ')}), layout shift ${layoutShift.toFixed(3)}`,
    )
    let added = 0
    page.on('requestfinished', async (request) => {
      if (request.resourceType() === 'script') added += (await request.sizes()).responseBodySize
    })
    await page.getByRole('button', { name: 'Connect wallet' }).click()
    await page.getByText('No wallet was found').waitFor()
    console.log(`${name}: "Connect wallet" adds ${kilo(added)} kB of script`)
    await page.context().close()
  }
} finally {
  await browser.close()
  await stack.stop()
  await rm(folder, { recursive: true, force: true })
}

function kilo(bytes: number): string {
  return (bytes / 1000).toFixed(1)
}
