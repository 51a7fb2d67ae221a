import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, inItsTheme } from '../support/examine'
import { orderInvoice, sendUsdt } from '../support/payPage'

const SENTENCE = 'Send exactly 16.49 USDT on Local chain to this address'

/** The address as the page shows it. */
async function shownAddress(page: Page): Promise<string> {
  const address = await page.locator('[data-address]').first().textContent()
  expect(address).toMatch(/^0x[0-9a-fA-F]{40}$/)
  return address ?? ''
}

test('a customer pays and sees it, without a reload', { tag: '@phone' }, async ({ page }) => {
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  let loads = 0
  page.on('load', () => (loads += 1))

  const invoice = await orderInvoice()
  await page.goto(invoice.customer_url)
  await expect(page.getByRole('heading', { name: SENTENCE })).toBeVisible()
  await expect(page.getByRole('timer')).toHaveText(/^\d+:\d\d/)
  await expect(page.locator('main')).toHaveAttribute('data-state', 'waiting')

  await sendUsdt(await shownAddress(page), 16_49n)
  await expect(page.locator('main')).toHaveAttribute('data-state', 'confirming')
  await expect(page.getByRole('heading', { name: /^Confirming: \d+ of 12$/ })).toBeVisible()
  await expect(page.getByText(/\d+ of 12 confirmations/)).toBeVisible()
  await expect(page.getByRole('heading', { name: SENTENCE })).toBeHidden()

  await expect(page.getByRole('heading', { name: 'Paid. Thank you' })).toBeVisible({ timeout: 30_000 })
  await expect(page.locator('[data-live]')).toHaveText(/^Paid\. Thank you\. 16\.49\sUSDT arrived/)
  await expect(page.getByRole('link', { name: /^Return to / })).toHaveAttribute(
    'href',
    'https://shop.example/success',
  )
  await expect(page.getByText('The money has reached the wallet')).toBeVisible({ timeout: 30_000 })
  await expect(page).toHaveTitle(/^Paid · VPN Service Order/)
  expect(loads).toBe(1)
  expect(complaints).toEqual([])
})

test('a part is taken, and the rest is asked for', async ({ page }) => {
  const invoice = await orderInvoice()
  await page.goto(invoice.customer_url)
  await sendUsdt(await shownAddress(page), 10_00n)
  await expect(page.getByRole('heading', { name: 'Send 6.49 more to the same address' })).toBeVisible()
  await expect(page.getByText('10.00 of 16.49 USDT', { exact: true })).toBeVisible()
})

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false })

  test('the page is complete, and reloads by itself', async ({ page }) => {
    const invoice = await orderInvoice()
    await page.goto(invoice.customer_url)
    await expect(page.getByRole('heading', { name: SENTENCE })).toBeVisible()
    await expect(page.getByRole('img', { name: /^QR code of the address 0x/ })).toBeVisible()
    for (const text of ['$16.49', 'Waiting for payment', 'Send only USDT, and only on Local chain.'])
      await expect(page.getByText(text).first()).toBeVisible()
    await expect(page.getByRole('link', { name: 'Refresh now' })).toBeVisible()
    await expect(page.getByRole('button', { name: /^Copy/ })).toHaveCount(0)

    await sendUsdt(await shownAddress(page), 16_49n)
    await expect(page.getByRole('heading', { name: /^Confirming|^We see|^Paid/ })).toBeVisible()
  })
})

test('the keyboard reaches both copy buttons, in order', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const invoice = await orderInvoice()
  await page.goto(invoice.customer_url)
  const amount = page.getByRole('button', { name: 'Copy the amount, 16.49 USDT' })
  const address = page.getByRole('button', { name: 'Copy the address' })
  await expect(amount).toBeVisible()

  for (let presses = 0; presses < 5; presses += 1) {
    await page.keyboard.press('Tab')
    if (await amount.evaluate((button) => button === document.activeElement)) break
  }
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Copied the amount' })).toBeFocused()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('16.49')

  await page.keyboard.press('Tab')
  await expect(address).toBeFocused()
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await shownAddress(page))
})

test('the address is selected as the one string it is', async ({ page }) => {
  const invoice = await orderInvoice()
  await page.goto(invoice.customer_url)
  const address = page.locator('[data-address]').first()
  await address.click()
  const selected = await page.evaluate(() => window.getSelection()?.toString())
  expect(selected?.trim()).toBe(await shownAddress(page))
})

test('axe finds nothing on the served page', { tag: '@phone' }, async ({ page, isMobile }) => {
  await inItsTheme(page, isMobile)
  await page.goto((await orderInvoice()).customer_url)
  await expectAccessible(page)
})

test('both of its addresses show the same page, and an unknown one is not found', async ({
  page,
  baseURL,
}) => {
  const invoice = await orderInvoice()
  for (const way of ['pay', 'invoice']) {
    const answer = await page.goto(`${baseURL}/${way}/${invoice.id}`)
    expect(answer?.status()).toBe(200)
    expect(answer?.headers()['content-security-policy']).toMatch(/script-src 'self' 'nonce-/)
    await expect(page.getByRole('heading', { name: SENTENCE })).toBeVisible()
  }
  const unknown = await page.goto(`${baseURL}/pay/inv_nobody`)
  expect(unknown?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible()
})

test('the browser finds an icon, drawn or painted', async ({ request, page }) => {
  const painted = await request.get('/favicon.ico')
  expect(painted.headers()['content-type']).toContain('image/')
  await page.goto('/login')
  const drawn = await page.locator('link[rel=icon]').first().getAttribute('href')
  expect((await request.get(drawn ?? '')).headers()['content-type']).toContain('image/svg+xml')
})
