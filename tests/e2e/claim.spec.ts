import { expect, test, type Page } from '@playwright/test'
import { complaintsOf, examine, inItsTheme } from '../support/examine'
import { orderInvoice } from '../support/payPage'

/** Who has paid and sees nothing of it has a transaction looked for. */
const HASH = `0x${'ab'.repeat(32)}`
const summary = (page: Page) => page.getByText('I have paid but nothing happens')

test(
  'the form is reachable for everyone, and says what it looks for',
  { tag: '@phone' },
  async ({ page, isMobile }) => {
    const complaints = complaintsOf(page)
    await inItsTheme(page, isMobile)
    await page.goto((await orderInvoice()).customer_url)
    await summary(page).click()
    await expect(page.getByLabel('The network you sent on')).toHaveValue('local')
    await examine(page)
    await page.getByLabel('The transaction’s hash').fill('not a hash')
    await page.getByRole('button', { name: 'Look for it' }).click()
    await expect(page.getByText('That is no transaction hash.')).toBeVisible()
    await page.getByLabel('The transaction’s hash').fill(HASH)
    await page.getByRole('button', { name: 'Look for it' }).click()
    await expect(page.getByText('That transaction is looked for on every network now.')).toBeVisible()
    await examine(page)
    complaints.expectNone()
  },
)

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false })

  test('the page stops reloading for it, and answers', async ({ page }) => {
    await page.goto((await orderInvoice()).customer_url)
    await summary(page).click()
    await page.getByRole('link', { name: 'Stop that first' }).click()
    await expect(page).toHaveURL(/\?claim=open$/)
    await expect(page.locator('meta[http-equiv="refresh"]')).toHaveCount(0)
    await page.getByLabel('The transaction’s hash').fill(HASH)
    await page.getByRole('button', { name: 'Look for it' }).click()
    await expect(page.getByText('That transaction is looked for on every network now.')).toBeVisible()
  })
})
