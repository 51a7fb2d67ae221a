import { expect, test, type Page } from '@playwright/test'
import { linkInState, SESSION_SCENES, sessionInState } from '@/scripts/gallery/sessionStates'
import { openTronShop } from '@/scripts/gallery/tronShop'
import type { TestMerchant } from '@/scripts/local/testMerchant'
import { complaintsOf, examine, inItsTheme } from '../support/examine'
import { runningStackAround, runningTestMerchant } from '../support/stack'

/** Every state of a checkout session's page, of a link that begins none, and a page that is paid on TRON. */
let merchant: TestMerchant
test.beforeAll(async () => {
  merchant = await runningTestMerchant()
})
test.afterAll(() => merchant.close())
test.beforeEach(({ page, isMobile }) => inItsTheme(page, isMobile))

type Shown = {
  /** Of the pay page, which the session's is. */
  state: string
  /** What can be done there. */
  offers: ('choose' | 'check' | 'again' | 'onward')[]
}

const SHOWN: Record<string, Shown> = {
  pending: { state: 'waiting', offers: ['choose', 'check'] },
  detected: { state: 'detected', offers: ['check'] },
  underpaid: { state: 'partial', offers: ['check'] },
  paid: { state: 'paid', offers: ['onward'] },
  overpaid: { state: 'overpaid', offers: ['onward'] },
  'paid-late': { state: 'paid', offers: ['onward'] },
  expired: { state: 'expired', offers: ['check', 'again'] },
  failed: { state: 'cancelled', offers: [] },
  undone: { state: 'undone', offers: [] },
}

const offered = (page: Page) => ({
  choose: page.getByRole('navigation', { name: 'Pay in' }),
  check: page.getByRole('button', { name: 'Check payment' }),
  again: page.getByRole('link', { name: 'Start again' }),
  onward: page.getByRole('button', { name: 'Stay here' }),
})

test('there is a test of every scene', () => {
  expect(Object.keys(SHOWN).sort()).toEqual(Object.keys(SESSION_SCENES).sort())
})

for (const [name, { state, offers }] of Object.entries(SHOWN)) {
  test(`a session that is ${name} says so, and offers what can be done`, async ({ page }) => {
    const complaints = complaintsOf(page)
    await page.goto(await sessionInState(merchant, name))
    await expect(page.locator('main')).toHaveAttribute('data-state', state)
    for (const [way, locator] of Object.entries(offered(page))) {
      await expect(locator, way).toHaveCount(offers.some((one) => one === way) ? 1 : 0)
    }
    if (offers.includes('onward')) await offered(page).onward.click()
    await examine(page)
    complaints.expectNone()
  })
}

test('a link that is used up says so, and asks nobody for anything', async ({ page }) => {
  const told = await page.goto(await linkInState(merchant, 'used-up'))
  expect(told?.status()).toBe(404)
  await expect(page.getByRole('heading', { name: 'This link is used up' })).toBeVisible()
  await examine(page)
})

test(
  'on TRON the address is in base58, belongs to the merchant’s wallet, and is paid',
  { tag: '@phone' },
  async ({ page, isMobile }) => {
    const shop = await openTronShop(runningStackAround(), isMobile ? 72 : 73)
    const { url, address } = await shop.order()
    expect(address).toMatch(/^T[1-9A-HJ-NP-Za-km-z]{33}$/)
    await page.goto(url)
    const main = page.locator('main')
    await expect(main).toHaveAttribute('data-state', 'waiting')
    await expect(
      page.getByRole('heading', { name: 'Send exactly 16.49 USDT on TRON Nile to this address' }),
    ).toBeVisible()
    await expect(page.locator('[data-address]').first()).toHaveText(address)
    await expect(page.getByRole('img', { name: `QR code of the address ${address}` })).toBeVisible()
    await expect(page.getByText('also called TRC-20')).toBeVisible()
    await expect(page.getByText('belongs to the wallet of Kiln & Bean')).toBeVisible()
    await expect(page.getByRole('region', { name: 'Test panel' })).toHaveCount(0)
    await examine(page)
    await shop.pay(address, '10.00')
    await expect(main).toHaveAttribute('data-state', 'partial')
    await expect(page.getByText('10.00 of 16.49 USDT', { exact: true })).toBeVisible()
    await shop.merchant.close()
  },
)
