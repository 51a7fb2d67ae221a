import { expect, test } from '@playwright/test'
import { appointOperator } from '@/lib/services/users/appointOperator'
import type { Step } from '@/lib/services/testmode/steps'
import type { TestMerchant } from '@/scripts/local/testMerchant'
import { sell, signIn } from '../support/dashboard'
import { complaintsOf, examinePage, inItsTheme } from '../support/examine'
import { runningTestMerchant } from '../support/stack'

const rest: Step = { type: 'pay', amount: { of: 'rest' }, token: null }
const confirmed: Step = { type: 'wait', until: 'confirmed' }

let merchant: TestMerchant
test.beforeEach(async ({ page, isMobile }) => {
  await inItsTheme(page, isMobile)
  merchant = await runningTestMerchant()
})
test.afterEach(() => merchant.close())

test(
  'who runs the checkout sees how it is doing, and a merchant’s owner does not',
  { tag: '@phone' },
  async ({ page }) => {
    await signIn(page, merchant)
    expect((await page.goto('/dashboard/instance'))?.status()).toBe(404)
    await expect(page.getByRole('link', { name: 'This checkout' })).toHaveCount(0)

    const complaints = complaintsOf(page)

    await appointOperator(merchant.app, { email: merchant.email, businessName: '' })
    expect((await page.goto('/dashboard/instance'))?.status()).toBe(200)
    const local = page.getByRole('region', { name: 'Local chain' })
    await expect(local.getByText('Up to date')).toBeVisible()
    await expect(local.getByText('As they must be')).toBeVisible()
    await expect(local.getByText('None: one company alone is believed')).toBeVisible()
    const provider = local.getByRole('list', { name: 'Providers of Local chain' }).getByRole('listitem')
    await expect(provider).toHaveCount(1)
    await expect(provider.getByText('Answers')).toBeVisible()
    await expect(page.getByRole('region', { name: 'TRON Nile' }).getByText('Up to date')).toBeVisible()
    await expect(page.getByRole('region', { name: 'A quote made now' }).getByText('ETH/USD')).toBeVisible()
    await examinePage(page)
    complaints.expectNone()
  },
)

test('lists are exported as they are narrowed, to who may see them', { tag: '@phone' }, async ({ page }) => {
  const paid = await sell(merchant, [rest, confirmed])
  const open = await sell(merchant)
  await signIn(page, merchant, '/dashboard/invoices?status=paid')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export as CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^invoices-test-\d{4}-\d\d-\d\d\.csv$/)
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
  const lines = Buffer.concat(chunks).toString('utf8').split('\r\n')
  expect(lines[0]).toMatch(/^invoice_id,made_at,title,status/)
  expect(lines[1]).toMatch(new RegExp(`^${paid},.*,paid,,16\\.49,USD,16\\.49\\d*,USDT,sandbox,0x`))
  expect(lines.slice(2)).toEqual([''])

  await page.goto('/dashboard/settlements')
  await expect(page.getByRole('table', { name: 'Settlements' }).getByRole('row')).toHaveCount(2)
  await expect(page.getByText('1 settlement in USD')).toBeVisible()
  await examinePage(page)
  const file = await page.request.get('/dashboard/settlements/export')
  expect(file.headers()['content-type']).toBe('text/csv; charset=utf-8')
  expect((await file.text()).split('\r\n')[1]).toContain(`,${paid},`)
  const none = await page.request.get('/dashboard/settlements/export?to=2020-01-01')
  expect((await none.text()).split('\r\n')).toHaveLength(2)
  const all = await page.request.get('/dashboard/invoices/export')
  expect(await all.text()).toContain(open)

  await page.context().clearCookies()
  const stranger = await page.request.get('/dashboard/invoices/export', { maxRedirects: 0 })
  expect(stranger.status()).toBeGreaterThanOrEqual(300)
  expect(await stranger.text()).not.toContain(open)
})
