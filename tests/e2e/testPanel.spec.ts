import { expect, test, type Page } from '@playwright/test'
import type { TestCustomer } from '@/scripts/local/testCustomer'
import { complaintsOf, examine } from '../support/examine'
import { orderInvoice } from '../support/payPage'
import { runningTestCustomer } from '../support/stack'

let customer: TestCustomer
test.beforeAll(() => {
  customer = runningTestCustomer()
})
test.afterAll(() => customer.close())

const order = async () => (await customer.order()).id
const panel = (page: Page) => page.getByRole('region', { name: 'Test panel' })
const press = (page: Page, label: string) => panel(page).getByRole('button', { name: label }).click()
const state = (page: Page) => page.locator('main[data-state]')

const ENDS = [
  ['Pay exactly', 'paid'],
  ['Pay too little', 'partial'],
  ['Pay too much', 'overpaid'],
  ['Pay late', 'late'],
  ['Pay, then undo', 'undone'],
  ['Pay another token', 'wrong_asset'],
] as const

test('each button plays it, and the page shows it', async ({ browser }) => {
  test.slow()
  // Twelve blocks, a second each, make a payment final: all of them wait for theirs at once. Each has a browser's connections
  // to itself: over HTTP/1.1 the streams of six open pages take all that one browser makes to a host.
  await Promise.all(
    ENDS.map(async ([label, end]) => {
      const page = await browser.newPage()
      await page.goto(`/pay/${await order()}`)
      await press(page, label)
      await expect(state(page), label).toHaveAttribute('data-state', end, { timeout: 60_000 })
      await page.close()
    }),
  )
})

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false })
  test('its buttons work as plain forms, one after the other', async ({ page }) => {
    await page.goto(`/pay/${await order()}`)
    await press(page, 'Pay too little')
    await expect(state(page)).toHaveAttribute('data-state', 'partial')
    await press(page, 'Pay exactly')
    await expect(state(page)).toHaveAttribute('data-state', /detected|confirming|paid/)
  })
})

test('it says what it is, and nothing about it keeps anyone out', { tag: '@phone' }, async ({ page }) => {
  const complaints = complaintsOf(page)
  await page.goto(`/pay/${await order()}`)
  await expect(panel(page)).toContainText('No real money: this is a test invoice')
  await expect(page.getByText('Real money sent to this address is lost')).toBeVisible()
  await examine(page)
  complaints.expectNone()
})

test('it is on no live invoice’s page, and its form plays nothing there', async ({ page }) => {
  const live = await orderInvoice()
  await page.goto(live.customer_url)
  await expect(state(page)).toHaveAttribute('data-state', 'waiting')
  await expect(panel(page)).toHaveCount(0)

  await page.goto(`/pay/${await order()}`)
  await page.locator('input[name=invoice]').evaluate((input, id) => input.setAttribute('value', id), live.id)
  await press(page, 'Pay exactly')
  await expect(page).toHaveURL(new RegExp(`/pay/${live.id}`))
  await expect(state(page)).toHaveAttribute('data-state', 'waiting')
})
