import { expect, test, type Page } from '@playwright/test'
import { ASKS_NOTHING } from '@/lib/domain/paymentLink'
import { createLink } from '@/lib/services/links/createLink'
import type { LinkInput } from '@/lib/services/links/input'
import { listSessions } from '@/lib/services/sessions/listSessions'
import type { TestMerchant } from '@/scripts/local/testMerchant'
import { signIn } from '../support/dashboard'
import { complaintsOf, examine, examinePage } from '../support/examine'
import { linkInput } from '../support/links'
import { runningTestMerchant } from '../support/stack'

let merchant: TestMerchant
test.beforeEach(async () => {
  merchant = await runningTestMerchant()
})
test.afterEach(() => merchant.close())

const linkOf = (change: Partial<LinkInput> = {}) =>
  createLink(merchant.app, merchant.actor, linkInput(change))
const state = (page: Page) => page.locator('main[data-state]')
const panel = (page: Page) => page.getByRole('region', { name: 'Test panel' })

async function sessionsOf(linkId: string) {
  const asked = { limit: 100, startingAfter: null, linkId }
  return (await listSessions(merchant.app, merchant.actor, asked)).rows
}

test(
  'a visit begins a session, which is paid on its page, and the next one another',
  { tag: '@phone' },
  async ({ page }) => {
    const complaints = complaintsOf(page)
    const link = await linkOf({ description: 'Roasted on Mondays' })
    await page.goto(`/l/${link.slug}`)
    await expect(page).toHaveURL(/\/checkout\/cs_[0-9a-z]{26}$/)
    const first = page.url()
    await expect(page.getByRole('heading', { name: 'House blend' })).toBeVisible()
    await expect(state(page)).toHaveAttribute('data-state', 'waiting')
    await examine(page)
    // Who comes back is led to what they have begun, as long as that can be paid.
    await page.goto(`/l/${link.slug}`)
    await expect(page).toHaveURL(first)
    await panel(page).getByRole('button', { name: 'Pay exactly' }).click()
    await expect(state(page)).toHaveAttribute('data-state', 'paid', { timeout: 30_000 })
    await page.goto(`/l/${link.slug}`)
    await expect(page).toHaveURL(/\/checkout\/cs_[0-9a-z]{26}$/)
    await expect(page).not.toHaveURL(first)
    expect((await sessionsOf(link.id)).map(({ status }) => status).toSorted()).toEqual(['paid', 'pending'])
    complaints.expectNone()
  },
)

test('it can be paid in whatever its merchant takes, by links that need no script', async ({ page }) => {
  const { slug } = await linkOf()
  await page.goto(`/l/${slug}`)
  const ways = page.getByRole('navigation', { name: 'Pay in' })
  await expect(ways.getByRole('link')).toHaveCount(3)
  await ways.getByRole('link', { name: /USDC/ }).click()
  await expect(page.getByText('16.49 USDC').first()).toBeVisible()
  await expect(ways.getByRole('link', { name: /USDC/ })).toHaveAttribute('aria-current', 'true')
})

test('a look at the chain shows what is there, now and then', async ({ page }) => {
  const { slug } = await linkOf()
  await page.goto(`/l/${slug}`)
  await page.getByRole('button', { name: 'Check payment' }).click()
  await expect(page.getByText('Looked just now')).toBeVisible()
})

test.describe('previews, prefetches and HEAD', () => {
  for (const [name, headers] of [
    ['a preview', { 'user-agent': 'facebookexternalhit/1.1' }],
    ['a prefetch', { 'sec-purpose': 'prefetch' }],
    ['a prerender', { 'sec-purpose': 'prefetch;prerender' }],
    ['Firefox’s prefetch', { 'x-moz': 'prefetch' }],
  ] as const) {
    test(`${name} begins none, and sees what the link is`, async ({ request }) => {
      const link = await linkOf()
      const told = await request.get(`/l/${link.slug}`, { headers, maxRedirects: 0 })
      expect(told.status()).toBe(200)
      const html = await told.text()
      expect(html).toContain('og:title')
      expect(html).toContain('Continue to payment')
      expect(await sessionsOf(link.id)).toEqual([])
    })
  }

  test('HEAD begins none, whatever it says of itself', async ({ request }) => {
    const link = await linkOf()
    await request.head(`/l/${link.slug}`, { headers: { 'x-page-method': 'GET' }, maxRedirects: 0 })
    expect(await sessionsOf(link.id)).toEqual([])
  })

  test('whoever was taken for one goes on by the button', async ({ browser, baseURL }) => {
    const link = await linkOf()
    const context = await browser.newContext({ userAgent: 'WhatsApp/2.24', ...(baseURL ? { baseURL } : {}) })
    const page = await context.newPage()
    await page.goto(`/l/${link.slug}`)
    await page.getByRole('button', { name: 'Continue to payment' }).click()
    await expect(page).toHaveURL(/\/checkout\/cs_/)
    expect(await sessionsOf(link.id)).toHaveLength(1)
    await context.close()
  })
})

test('asks what its merchant asks, and says what is missing', { tag: '@phone' }, async ({ page }) => {
  const asked = { ...ASKS_NOTHING, email: 'required', note: 'optional' } as const
  const link = await linkOf({ asked, customerChooses: true, minimumHundredths: 500n })
  await page.goto(`/l/${link.slug}`)
  await expect(page.getByLabel('Amount')).toHaveValue('16.49')
  await examine(page)
  await page.getByLabel('Amount').fill('4')
  await page.getByLabel('E-mail').fill('ann@example.com')
  await page.getByRole('button', { name: 'Continue to payment' }).click()
  await expect(page.getByText(/must be at least 5\.00 USD/)).toBeVisible()
  await page.getByLabel('Amount').fill('7.50')
  await page.getByLabel('Note').fill('Two of them, please')
  await page.getByRole('button', { name: 'Continue to payment' }).click()
  await expect(page).toHaveURL(/\/checkout\/cs_/)
  const [session] = await sessionsOf(link.id)
  expect(session).toMatchObject({
    invoice: { totalMinor: 750n },
    session: { customerEmail: 'ann@example.com', customerName: null, customerNote: 'Two of them, please' },
  })
})

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false })

  test('a link leads to its page, and its form works', async ({ page }) => {
    const plain = await linkOf()
    await page.goto(`/l/${plain.slug}`)
    await expect(page).toHaveURL(/\/checkout\/cs_/)
    const asking = await linkOf({ asked: { ...ASKS_NOTHING, email: 'required' } })
    await page.goto(`/l/${asking.slug}`)
    await page.getByRole('button', { name: 'Continue to payment' }).click()
    await expect(page.getByText('This is needed.')).toBeVisible()
    await page.getByLabel('E-mail').fill('ann@example.com')
    await page.getByRole('button', { name: 'Continue to payment' }).click()
    await expect(page).toHaveURL(/\/checkout\/cs_/)
    expect(await sessionsOf(asking.id)).toHaveLength(1)
  })
})

for (const [name, change, title] of [
  ['inactive', { active: false }, 'This link is not active'],
  ['ended', { endsAt: new Date('2020-01-01') }, 'This link has ended'],
] as const) {
  test(`a link that is ${name} says so, and begins nothing`, async ({ page }) => {
    const link = await linkOf(change)
    const told = await page.goto(`/l/${link.slug}`)
    expect(told?.status()).toBe(404)
    await expect(page.getByRole('heading', { name: title })).toBeVisible()
    await examine(page)
    expect(await sessionsOf(link.id)).toEqual([])
  })
}

test('the last use is taken once', async ({ page }) => {
  const link = await linkOf({ maxUses: 1 })
  await page.goto(`/l/${link.slug}`)
  await expect(page).toHaveURL(/\/checkout\/cs_/)
  const own = page.url()
  await page.goto(`/l/${link.slug}`)
  await expect(page).toHaveURL(own)
  await page.context().clearCookies()
  await page.goto(`/l/${link.slug}`)
  await expect(page.getByRole('heading', { name: 'Somebody else is paying right now' })).toBeVisible()
  expect(await sessionsOf(link.id)).toHaveLength(1)
})

test('a merchant makes a link, prints it, changes it and switches it off', async ({ page }) => {
  const complaints = complaintsOf(page)
  await signIn(page, merchant)
  await page.goto('/dashboard/payment-links')
  await page.getByRole('link', { name: 'New link' }).first().click()
  await page.getByLabel('Title').fill('Workshop')
  await page.getByLabel('Amount', { exact: true }).fill('40')
  await examinePage(page)
  await page.getByRole('button', { name: 'Make the link' }).click()
  await expect(page.getByText('The link is ready')).toBeVisible()
  await expect(page.getByRole('img', { name: 'QR code of the link' })).toBeVisible()
  await examinePage(page)
  await page.getByLabel('Title').fill('Workshop in May')
  await page.getByRole('button', { name: 'Save the link' }).click()
  await expect(page.getByRole('heading', { name: 'Workshop in May' })).toBeVisible()
  await page.getByRole('button', { name: 'Deactivate' }).click()
  await expect(page.getByText('The link is inactive')).toBeVisible()
  await page.getByRole('link', { name: 'Print the code' }).click()
  await expect(page.getByText('Scan to pay in crypto')).toBeVisible()
  await page.goto('/dashboard/payment-links')
  await expect(page.getByRole('table', { name: 'Payment links' })).toContainText('Workshop in May')
  complaints.expectNone()
})
