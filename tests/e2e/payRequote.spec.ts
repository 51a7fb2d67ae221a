import { expect, test, type Page } from '@playwright/test'
import { invoiceInState } from '@/scripts/gallery/payStates'
import type { TestCustomer } from '@/scripts/local/testCustomer'
import { complaintsOf } from '../support/examine'
import { runningTestCustomer } from '../support/stack'

let customer: TestCustomer
test.beforeAll(() => {
  customer = runningTestCustomer()
})
test.afterAll(() => customer.close())

const SENTENCE = 'Send exactly 16.49 USDT on Sandbox to this address'
const main = (page: Page) => page.locator('main')
const address = (page: Page) => page.locator('[data-address]').first().textContent()

async function askForQuote(page: Page): Promise<void> {
  const before = await address(page)
  await page.getByRole('button', { name: 'Get a new quote' }).click()
  await expect(main(page)).toHaveAttribute('data-state', 'waiting')
  await expect(page.getByRole('heading', { name: SENTENCE })).toBeVisible()
  expect(await address(page)).toBe(before)
}

test('an expired invoice gets a new quote at the same address, and is paid', async ({ page }) => {
  const complaints = complaintsOf(page)
  const { id, url } = await invoiceInState(customer, 'expired')
  await page.goto(url)
  await askForQuote(page)
  await expect(page.getByRole('timer')).toHaveText(/^(29|30):\d\d/)

  await customer.play(id, [{ type: 'pay', amount: { of: 'rest' }, token: null }])
  await expect(main(page)).toHaveAttribute('data-state', /detected|confirming/)
  complaints.expectNone()
})

test('where there is no quote the page says so, and offers it again', async ({ page }) => {
  const { url } = await invoiceInState(customer, 'expired')
  await page.goto(`${url}?quote=refused`)
  await expect(main(page).getByRole('alert')).toHaveText(/There is no new quote right now/)
  await askForQuote(page)
})

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false })

  test('the same', async ({ page }) => {
    const { url } = await invoiceInState(customer, 'expired')
    await page.goto(url)
    await askForQuote(page)
  })

  test('each state is whole, with what to pay where there is something to pay', async ({ page }) => {
    for (const name of ['partial', 'confirming', 'delayed']) {
      await page.goto((await invoiceInState(customer, name)).url)
      await expect(main(page)).toHaveAttribute('data-state', name)
      await expect(page.getByText('What happens next')).toBeVisible()
      await expect(page.getByRole('link', { name: 'Refresh now' })).toBeVisible()
    }
    await page.getByText('Show the payment details').click()
    await expect(page.getByRole('img', { name: /^QR code of the address 0x/ })).toBeVisible()
  })
})
