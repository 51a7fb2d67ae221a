import { expect, test, type APIResponse, type Page } from '@playwright/test'
import { orderInvoice, sendUsdt } from '../support/payPage'

const STREAM = /\/api\/v1\/public\/invoice\/[^/]+\/events/
const QUESTION = /\/api\/v1\/public\/invoice\/[^/]+$/

async function payPart(page: Page): Promise<void> {
  const address = await page.locator('[data-address]').first().textContent()
  await sendUsdt(address ?? '', 10_00n)
  await expect(page.getByRole('heading', { name: 'Send 6.49 more to the same address' })).toBeVisible()
  await expect(page.locator('[data-live]')).toHaveText(/^Send 6\.49 more to the same address\. 10\.00\sUSDT/)
}

/** The addresses that the page asks for from now on. */
function asked(page: Page): string[] {
  const urls: string[] = []
  page.on('request', (request) => urls.push(request.url()))
  return urls
}

test('the page follows the stream: it changes without a reload and without asking', async ({ page }) => {
  const urls = asked(page)
  let loads = 0
  page.on('load', () => (loads += 1))
  await page.goto((await orderInvoice()).customer_url)
  await payPart(page)
  expect(urls.filter((url) => STREAM.test(url))).toHaveLength(1)
  expect(urls.filter((url) => QUESTION.test(url))).toEqual([])
  expect(loads).toBe(1)
  await expect(page.locator('main [aria-live]')).toHaveCount(1)
})

test('where streams are blocked the page asks, and changes all the same', async ({ page }) => {
  await page.route(STREAM, (route) => route.abort())
  const urls = asked(page)
  await page.goto((await orderInvoice()).customer_url)
  await payPart(page)
  expect(urls.filter((url) => QUESTION.test(url)).length).toBeGreaterThan(0)
})

test('where streams are refused the page asks, and changes all the same', async ({ page }) => {
  await page.route(STREAM, (route) => route.fulfill({ status: 429, body: '{}' }))
  await page.goto((await orderInvoice()).customer_url)
  await payPart(page)
})

/** The server says for ever what it says next: the browser's minutes go by on its own clock alone. */
async function stopServerTime(page: Page): Promise<void> {
  let first: Promise<APIResponse> | undefined
  await page.route(
    () => true,
    async (route) => {
      if (route.request().headers().rsc !== '1') return route.fallback()
      first ??= route.fetch()
      await route.fulfill({ response: await first })
    },
  )
}

test('the clock is the server’s, and speaks twice and no more', async ({ page }) => {
  // The browser's own clock is years off, and only ticks.
  await page.clock.install({ time: new Date('2031-05-05T05:05:05Z') })
  await stopServerTime(page)
  await page.route(STREAM, (route) => route.abort())
  await page.route(QUESTION, (route) => route.abort())
  // Until the page's script runs, no time that goes by is counted.
  const isRunning = page.waitForRequest((request) => STREAM.test(request.url()))
  await page.goto((await orderInvoice()).customer_url)
  await isRunning
  // It is rendered again and again meanwhile, and each time believes the server. From here on only the test lets time pass.
  await page.clock.pauseAt(new Date('2031-05-05T05:07:05Z'))
  // Whole minutes where it was rendered within a second of being made.
  await expect(page.getByRole('timer')).toHaveText(/^(30:00|29:\d\d)$/)
  const spoken = page.locator('[data-live]')
  await page.clock.runFor('20:00')
  await expect(page.getByRole('timer')).toHaveText(/^(10:00|09:\d\d)$/)
  await expect(spoken).toHaveText('')
  await page.clock.runFor('05:00')
  await expect(spoken).toHaveText('5 minutes left to pay.')
  await page.clock.runFor('03:00')
  await expect(spoken).toHaveText('5 minutes left to pay.')
  await page.clock.runFor('01:00')
  await expect(spoken).toHaveText('One minute left to pay.')
})
