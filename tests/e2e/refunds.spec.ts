import { expect, test, type Page } from '@playwright/test'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import type { Step } from '@/lib/services/testmode/steps'
import type { TestMerchant } from '@/scripts/local/testMerchant'
import { sell, signIn } from '../support/dashboard'
import { complaintsOf, examinePage } from '../support/examine'
import { runningTestMerchant } from '../support/stack'

const over: Step = { type: 'pay', amount: { of: 'exact', text: '20' }, token: null }
const part: Step = { type: 'pay', amount: { of: 'share', hundredths: 60_00n }, token: null }
const confirmed: Step = { type: 'wait', until: 'confirmed' }
const expired: Step = { type: 'wait', until: 'expired' }

let merchant: TestMerchant
test.beforeEach(async () => {
  merchant = await runningTestMerchant()
})
test.afterEach(() => merchant.close())

const address = () => privateKeyToAccount(generatePrivateKey()).address
const refunds = (page: Page) => page.getByRole('region', { name: 'Refunds' })

test(
  'an excess is given back: prepared, shown to be signed, seen on the chain',
  { tag: '@phone' },
  async ({ page }) => {
    const complaints = complaintsOf(page)
    const id = await sell(merchant, [over, confirmed])
    await signIn(page, merchant, `/dashboard/invoices/${id}`)
    await refunds(page).getByLabel('Address of the customer').fill('0x12')
    await refunds(page).getByRole('button', { name: 'Prepare the refund' }).click()
    await expect(refunds(page).getByText('It must be an address on')).toBeVisible()

    const to = address()
    await refunds(page).getByLabel('Address of the customer').fill(to)
    await refunds(page).getByLabel('How much').selectOption('excess')
    await refunds(page).getByLabel('Reason').fill('Paid too much')
    await refunds(page).getByRole('button', { name: 'Prepare the refund' }).click()
    await expect(page.getByText('The refund is prepared')).toBeVisible()
    await expect(refunds(page).getByText('To be signed')).toBeVisible()
    await expect(refunds(page).getByText('Send exactly 3.51 USDT')).toBeVisible()
    await expect(refunds(page).getByText(to, { exact: true })).toBeVisible()
    const link = refunds(page).getByRole('link', { name: 'Open in a wallet' })
    expect(await link.getAttribute('href')).toContain(`/transfer?address=${to}&uint256=3510000`)
    await expect(refunds(page).getByText('3.51', { exact: true })).toBeVisible()
    await examinePage(page)

    await refunds(page).getByRole('button', { name: 'Play the transfer' }).click()
    await expect(refunds(page).getByText('Given back', { exact: true })).toBeVisible()
    const log = page.getByRole('region', { name: 'What happened' })
    await expect(log.getByText('3.51 USDT given back to the customer')).toBeVisible()
    complaints.expectNone()
  },
)

test('a refund is called off, and what is short is accepted with a reason', async ({ page }) => {
  const id = await sell(merchant, [part, expired])
  await signIn(page, merchant, `/dashboard/invoices/${id}`)
  await refunds(page).getByText('Give money back').click()
  await refunds(page).getByLabel('Address of the customer').fill(address())
  await refunds(page).getByLabel('How much').selectOption('part')
  await refunds(page).getByLabel('Amount, if it is a part').fill('1000')
  await refunds(page).getByRole('button', { name: 'Prepare the refund' }).click()
  await expect(refunds(page).getByText('can be given back.')).toBeVisible()
  await refunds(page).getByLabel('Amount, if it is a part').fill('5')
  await refunds(page).getByLabel('How much').selectOption('part')
  await refunds(page).getByRole('button', { name: 'Prepare the refund' }).click()
  await refunds(page).getByRole('button', { name: 'Call it off' }).click()
  await expect(refunds(page).getByText('Called off', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Accept as paid' }).click()
  const dialog = page.getByRole('dialog', { name: 'Take what arrived for the whole?' })
  await dialog.getByLabel('Reason').fill('A good customer')
  await dialog.getByRole('button', { name: 'Accept it' }).click()
  await expect(page.getByRole('heading', { name: /^Paid on / })).toBeVisible()
  await expect(page.getByText('The reason given was: A good customer')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Accept as paid' })).toBeHidden()
})

test('a wallet is declared and removed', async ({ page }) => {
  await signIn(page, merchant, '/dashboard/payment-methods')
  const wallets = page.getByRole('region', { name: 'Wallets that refunds come from' })
  const own = address()
  await wallets.getByLabel('Address of your wallet').fill(own.toLowerCase())
  await wallets.getByLabel('What you call it').fill('Hardware wallet')
  await wallets.getByRole('button', { name: 'Add the wallet' }).click()
  await expect(wallets.getByText('Refunds from this wallet count')).toBeVisible()
  const line = wallets.getByRole('listitem').filter({ hasText: own })
  await expect(line).toContainText('Hardware wallet')
  await examinePage(page)
  await line.getByRole('button', { name: `Remove ${own}` }).click()
  await expect(line).toBeHidden()
})
