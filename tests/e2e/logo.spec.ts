import { expect, test } from '@playwright/test'
import type { TestMerchant } from '@/scripts/local/testMerchant'
import { sell, signIn } from '../support/dashboard'
import { examinePage } from '../support/examine'
import { discLogo } from '../support/logo'
import { runningTestMerchant } from '../support/stack'

let merchant: TestMerchant
test.beforeAll(async () => {
  merchant = await runningTestMerchant()
})
test.afterAll(() => merchant.close())

test('a logo is set in the dashboard, shown on the pay page in both themes, and removed', async ({
  page,
}) => {
  await signIn(page, merchant, '/dashboard/settings')
  await expect(page.getByText('No logo yet')).toBeVisible()
  const choose = (name: string, buffer: Buffer) =>
    page.getByLabel('File', { exact: true }).setInputFiles({ name, mimeType: 'image/png', buffer })

  await choose('logo.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))
  await page.getByRole('button', { name: 'Set the logo' }).click()
  await expect(page.getByText('The image is neither a PNG nor a JPEG.')).toBeVisible()

  await choose('logo.png', discLogo())
  await page.getByRole('button', { name: 'Set the logo' }).click()
  const shown = page.getByRole('img', { name: /^The logo of / })
  await expect(shown).toHaveJSProperty('naturalWidth', 200)
  const invoice = await sell(merchant)

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.goto('/dashboard/settings')
    await examinePage(page)
    await page.goto(`/pay/${invoice}`)
    await expect(page.locator('img[src^="/api/v1/public/logos/"]')).toHaveJSProperty('naturalWidth', 200)
    await examinePage(page)
  }

  await page.goto('/dashboard/settings')
  await page.getByRole('button', { name: 'Remove the logo' }).click()
  await expect(page.getByText('No logo yet')).toBeVisible()
})
