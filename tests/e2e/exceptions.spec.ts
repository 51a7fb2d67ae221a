import { expect, test } from '@playwright/test'
import type { Step } from '@/lib/services/testmode/steps'
import { getInvoice } from '@/lib/services/invoices/getInvoice'
import type { TestMerchant } from '@/scripts/local/testMerchant'
import { sell, signIn } from '../support/dashboard'
import { complaintsOf, examinePage, inItsTheme } from '../support/examine'
import { runningTestMerchant } from '../support/stack'

const expired: Step = { type: 'wait', until: 'expired' }
const rest: Step = { type: 'pay', amount: { of: 'rest' }, token: null }
const confirmed: Step = { type: 'wait', until: 'confirmed' }

let merchant: TestMerchant
test.beforeEach(async ({ page, isMobile }) => {
  await inItsTheme(page, isMobile)
  merchant = await runningTestMerchant()
})
test.afterEach(() => merchant.close())

test('an exception is decided by the keyboard alone, from the home page on', async ({ page }) => {
  const complaints = complaintsOf(page)
  const id = await sell(merchant, [expired, rest, confirmed])
  await sell(merchant, [rest, confirmed])
  await signIn(page, merchant)
  const charts = page.getByRole('region', { name: 'How you are doing' })
  await expect(charts.getByRole('img', { name: /^Received: / })).toBeVisible()
  await expect(charts.getByRole('region', { name: 'Conversion', exact: true }).getByRole('row')).toHaveCount(
    31,
  )
  await examinePage(page)

  await page.goto('/dashboard/exceptions')
  const item = page.getByRole('listitem').filter({ hasText: 'Paid late' })
  await expect(item).toBeVisible()
  await examinePage(page)
  const { keyboard } = page
  // One alone is open; from its heading on everything is reached by Tab.
  await item.getByRole('link').focus()
  await keyboard.press('Tab')
  await expect(item.locator('summary')).toBeFocused()
  await keyboard.press('Tab')
  const accept = item.getByRole('radio', { name: 'Accept it, although it came late' })
  await expect(accept).toBeFocused()
  await keyboard.press('Space')
  await keyboard.press('Tab')
  await keyboard.press('Enter')
  const note = item.getByLabel('Why, for your own log')
  await expect(item.getByText('Say why, for whoever asks later.')).toBeVisible()
  await expect(note).toBeFocused()
  await keyboard.type('They told me beforehand')
  await keyboard.press('Enter')
  await expect(page.getByText('It is accepted. It counts as soon as it is confirmed.')).toBeVisible()
  await expect(page.getByText('Nothing needs a decision')).toBeVisible()
  await examinePage(page)
  expect((await getInvoice(merchant.app, merchant.actor, id)).invoice.status).toBe('paid')

  await page.goto('/dashboard/astray')
  await expect(page.getByText('Nothing went astray')).toBeVisible()
  await examinePage(page)
  complaints.expectNone()
})
