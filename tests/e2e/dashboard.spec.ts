import { expect, test, type Page } from '@playwright/test'
import { playTest } from '@/lib/services/testmode/playTest'
import type { Step } from '@/lib/services/testmode/steps'
import { createEndpoint } from '@/lib/services/webhooks/createEndpoint'
import { ENDPOINT_DEFAULTS } from '@/lib/services/webhooks/endpointDefaults'
import type { TestMerchant } from '@/scripts/local/testMerchant'
import { sell, signIn } from '../support/dashboard'
import { complaintsOf, examinePage, inItsTheme } from '../support/examine'
import { runningTestMerchant } from '../support/stack'

const rest: Step = { type: 'pay', amount: { of: 'rest' }, token: null }
const confirmed: Step = { type: 'wait', until: 'confirmed' }

let merchant: TestMerchant
test.beforeEach(async () => {
  merchant = await runningTestMerchant()
})
test.afterEach(() => merchant.close())

const main = (page: Page) => page.getByRole('main')
const invoiceIn = (page: Page) => /inv_[0-9a-z]{26}/.exec(page.url())?.[0] ?? ''

async function makeInvoice(page: Page, amount: string, title: string): Promise<string> {
  await page.goto('/dashboard/invoices/new')
  await page.getByLabel('Amount').fill(amount)
  await page.getByLabel('Title').fill(title)
  await page.getByLabel('Paid in').selectOption('USDC')
  await page.getByRole('button', { name: 'Make the invoice' }).click()
  await expect(page.getByText('The invoice is ready')).toBeVisible()
  return invoiceIn(page)
}

test(
  'a merchant makes an invoice, sees it paid and why, and sends a webhook again',
  { tag: '@phone' },
  async ({ page }) => {
    const complaints = complaintsOf(page)
    await createEndpoint(merchant.app, merchant.actor, {
      ...ENDPOINT_DEFAULTS,
      url: 'http://127.0.0.1:9/webhooks',
      events: ['*'],
      secret: null,
      allowedIps: [],
      enabled: true,
    })
    await signIn(page, merchant)
    await expect(page.getByText('Everything here is simulated')).toBeVisible()
    await expect(main(page).getByText('No invoices yet')).toBeVisible()

    const id = await makeInvoice(page, '25', 'Kettle with thermometer')
    await expect(page.getByText(`/pay/${id}`)).toBeVisible()
    await expect(page.getByRole('img', { name: 'QR code of the pay link' })).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Waiting for the customer to pay' })).toBeVisible()

    await playTest(merchant.app, merchant.actor, id, [rest, confirmed])
    await page.goto(`/dashboard/invoices/${id}`)
    await expect(page.getByRole('heading', { name: /^Paid on / })).toBeVisible()
    const log = page.getByRole('region', { name: 'What happened' })
    for (const line of [/^25 USDC seen in block \d+$/, '25 USDC confirmed', 'Settled: 24.75 USDC are yours'])
      await expect(log.getByText(line)).toBeVisible()
    await expect(log.getByText('You', { exact: true })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Payments', exact: true })).toContainText(/(\d+) of \1/)

    await page
      .getByRole('region', { name: 'Webhooks of this invoice' })
      .getByRole('link', { name: 'invoice.paid' })
      .click()
    await expect(page.getByRole('region', { name: 'Request body' })).toContainText(`"id": "${id}"`)
    // While a try is under way there is nothing to send again.
    const again = page.getByRole('button', { name: 'Send again' })
    await expect(async () => {
      await page.reload()
      await expect(again).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await again.click()
    await expect(page.getByText('It is being sent again')).toBeVisible()
    complaints.expectNone()
  },
)

test('test and live are apart, and which one it is cannot be missed', async ({ page }) => {
  const id = await sell(merchant)
  await signIn(page, merchant, `/dashboard/invoices/${id}`)
  await expect(page.getByText('Everything here is simulated')).toBeVisible()
  await page.getByRole('button', { name: 'Live mode' }).click()
  await expect(page).toHaveURL(/\/dashboard\/invoices$/)
  await expect(page.getByText('Everything here is simulated')).toBeHidden()
  await expect(main(page).getByText('No invoices yet')).toBeVisible()
  const gone = await page.goto(`/dashboard/invoices/${id}`)
  expect(gone?.status()).toBe(404)
  await page.getByRole('button', { name: 'Test mode' }).click()
  await expect(main(page).getByRole('link', { name: 'Ceramic pour-over set' })).toBeVisible()
})

test('a form that was opened in the other mode makes nothing', async ({ page, context }) => {
  await signIn(page, merchant)
  await page.goto('/dashboard/invoices/new')
  const other = await context.newPage()
  await other.goto('/dashboard')
  await other.getByRole('button', { name: 'Live mode' }).click()
  await expect(other.getByText('Everything here is simulated')).toBeHidden()

  await page.getByLabel('Amount').fill('10')
  await page.getByLabel('Title').fill('Meant as a test')
  await page.getByRole('button', { name: 'Make the invoice' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'switched in another window' })).toBeVisible()
  await expect(page.getByLabel('Title')).toHaveValue('Meant as a test')
})

test('wrong input is said beside its field, and what was typed stays', async ({ page }) => {
  await signIn(page, merchant)
  await page.goto('/dashboard/invoices/new')
  await page.getByLabel('Amount').fill('twelve')
  await page.getByLabel('Return address').fill('javascript:alert(1)')
  await page.getByRole('button', { name: 'Make the invoice' }).click()
  await expect(page.getByLabel('Amount')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel('Amount')).toBeFocused()
  for (const text of ['Enter an amount', 'Say what it is for', 'Enter a whole address'])
    await expect(page.getByText(text)).toBeVisible()
  await expect(page.getByLabel('Amount')).toHaveValue('twelve')

  await page.getByLabel('Amount').fill('0.10')
  await page.getByLabel('Title').fill('Too little')
  await page.getByLabel('Return address').fill('')
  await page.getByRole('button', { name: 'Make the invoice' }).click()
  await expect(page.getByText(/Invoice amount must be between 0\.50 and/)).toBeVisible()
})

test('an invoice is cancelled by keyboard alone, after a question', async ({ page }) => {
  const id = await sell(merchant)
  await signIn(page, merchant, `/dashboard/invoices/${id}`)
  await page.getByRole('button', { name: 'Cancel invoice' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Cancel this invoice?' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Cancel invoice' })).toBeFocused()

  await page.keyboard.press('Enter')
  await page.getByLabel('Reason').focus()
  await page.keyboard.type('Out of stock')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Cancel the invoice' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('The invoice is cancelled.')).toBeVisible()
  await expect(page.getByText('The reason given was: Out of stock')).toBeVisible()
})

test('a key is shown once, and revoked for good', async ({ page, request }) => {
  await signIn(page, merchant, '/dashboard/api-keys')
  await page.getByLabel('Name').fill('Shop backend')
  await page.getByRole('button', { name: 'Make a key' }).click()
  const key = await page
    .locator('code', { hasText: /^sk_test_invoices_/ })
    .first()
    .textContent()
  const list = () => request.get('/api/v1/invoices', { headers: { authorization: `Bearer ${key}` } })
  expect((await list()).status()).toBe(200)

  await page.goto('/dashboard/api-keys')
  await expect(page.getByText(key ?? '')).toHaveCount(0)
  await page.getByRole('button', { name: 'Revoke' }).click()
  await page.getByRole('button', { name: 'Revoke the key' }).click()
  await expect(page.getByText('The key is revoked.')).toBeVisible()
  expect((await list()).status()).toBe(401)
})

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false })

  test('invoices are made, searched and cancelled', async ({ page }) => {
    await signIn(page, merchant)
    const id = await makeInvoice(page, '19.90', 'Two boxes of filters')
    await sell(merchant)
    await page.goto('/dashboard/invoices')
    await page.getByLabel('Search').fill('filters')
    await page.getByRole('button', { name: 'Search' }).click()
    await expect(page).toHaveURL(/q=filters/)
    await expect(main(page).getByRole('row')).toHaveCount(2)
    await page.getByLabel('Search').fill(id)
    await page.getByRole('button', { name: 'Search' }).click()
    await main(page).getByRole('link', { name: 'Two boxes of filters' }).click()
    await page.getByRole('link', { name: 'Cancel invoice' }).click()
    await page.getByRole('button', { name: 'Cancel the invoice' }).click()
    await expect(page.getByRole('heading', { name: 'Cancelled', exact: true })).toBeVisible()
  })
})

test('pages of the list go on where they ended, and the filters stay', async ({ page }) => {
  for (let made = 0; made < 21; made += 1) await sell(merchant)
  await signIn(page, merchant, '/dashboard/invoices')
  await page.getByRole('link', { name: 'Waiting' }).click()
  await expect(page).toHaveURL(/status=pending$/)
  await expect(page.getByText('The newest 20 of 21')).toBeVisible()
  await page.getByRole('link', { name: 'Older' }).click()
  await expect(page.getByText('1 more of 21')).toBeVisible()
  await expect(page).toHaveURL(/status=pending&cursor=/)
  await page.getByRole('link', { name: 'Newest' }).click()
  await expect(page).toHaveURL(/status=pending$/)
  await page.goto('/dashboard/invoices?cursor=forged&status=nonsense')
  await expect(page.getByText('The newest 20 of 21')).toBeVisible()
})

test('axe finds nothing on any page', { tag: '@phone' }, async ({ page, isMobile }) => {
  test.slow()
  await inItsTheme(page, isMobile)
  const complaints = complaintsOf(page)
  const id = await sell(merchant, [rest, confirmed])
  const open = await sell(merchant)
  const late = await sell(merchant, [{ type: 'wait', until: 'expired' }, rest, confirmed])
  await signIn(page, merchant)
  const paths = [
    '',
    '/invoices?exception=any',
    '/invoices?q=nothing',
    '/invoices/new',
    `/invoices/${id}`,
    `/invoices/${open}?did=made`,
    `/invoices/${open}?confirm=cancel`,
    `/invoices/${late}`,
    '/payment-methods',
    '/settlements',
    '/settings',
    '/webhooks',
    '/api-keys',
    '/audit-log',
    '/audit-log?actor=nobody&from=2026-13-01',
  ]
  for (const path of paths) {
    await page.goto(`/dashboard${path}`)
    await test.step(path, () => examinePage(page))
  }
  complaints.expectNone()
})
