import { expect, test, type Page } from '@playwright/test'
import { createWalletClient, http, publicActions, type Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { accounts } from '@/scripts/local/accounts'
import type { TestMerchant } from '@/scripts/local/testMerchant'
import { signIn } from '../support/dashboard'
import { complaintsOf, examinePage, inItsTheme } from '../support/examine'
import { sendUsdt } from '../support/payPage'
import { runningStack, runningTestMerchant } from '../support/stack'
import { testWallet } from '../support/wallet'
import { invoiceInput } from '../support/world'

let merchant: TestMerchant
test.beforeEach(async ({ page, isMobile }) => {
  await inItsTheme(page, isMobile)
  merchant = await runningTestMerchant()
  await signIn(page, merchant)
  await page.getByRole('button', { name: 'Live mode' }).click()
  await expect(page.getByText('Everything here is simulated')).toBeHidden()
})
test.afterEach(() => merchant.close())

type Asked = { method: string; params?: { to?: Hex; data?: Hex; value?: Hex }[] }

/** A wallet in the browser that announces itself (EIP-6963) and signs with an account of the local chain; declines first where it is told to. */
async function installWallet(page: Page, { declines }: { declines: number }): Promise<string[]> {
  const client = createWalletClient({
    account: privateKeyToAccount(accounts.deployer.privateKey),
    transport: http(runningStack().rpcUrl),
  }).extend(publicActions)
  const asked: string[] = []
  await page.exposeFunction('askWallet', async ({ method, params }: Asked) => {
    asked.push(method)
    if (method === 'eth_requestAccounts') return { result: [client.account.address] }
    if (method === 'eth_chainId') return { result: `0x${(await client.getChainId()).toString(16)}` }
    if (asked.filter((one) => one === method).length <= declines) return { code: 4001 }
    const { to, data } = params?.[0] ?? {}
    return { result: await client.sendTransaction({ chain: null, to, data }) }
  })
  await page.addInitScript(() => {
    const provider = {
      async request(call: unknown) {
        const ask: unknown = Reflect.get(window, 'askWallet')
        const answer = await (ask as (call: unknown) => Promise<{ result?: unknown; code?: number }>)(call)
        if (answer.code) throw Object.assign(new Error('declined'), { code: answer.code })
        return answer.result
      },
    }
    window.addEventListener('eip6963:requestProvider', () => {
      const detail = { info: { uuid: 'one', name: 'Test wallet', icon: '', rdns: 'test.wallet' }, provider }
      window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }))
    })
  })
  return asked
}

test(
  'what lies at addresses is moved by the merchant’s own wallet, and followed until it is there',
  { tag: '@phone' },
  async ({ page }) => {
    const complaints = complaintsOf(page)
    const asked = await installWallet(page, { declines: 1 })
    const live = { ...merchant.actor, mode: 'live' as const }
    const { option } = await createInvoice(merchant.app, live, invoiceInput({ cryptoCurrency: 'USDT' }))
    // Too little for the gas key to sweep by itself.
    await sendUsdt(option.address, 40n)
    const lying = page.getByRole('region', { name: 'Local chain' })
    await expect(async () => {
      await page.goto('/dashboard/withdrawals')
      await expect(lying.getByText('not worth its gas')).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await examinePage(page)

    await lying.getByRole('link', { name: 'Include small amounts' }).click()
    const batch = page.getByRole('region', { name: 'Withdrawal on Local chain' })
    await expect(batch.getByText('0.396 USDT')).toBeVisible()
    await expect(batch.getByText(/\sETH\s\(\$/)).toBeVisible()
    await examinePage(page)
    const sign = batch.getByRole('button', { name: 'Sign with your wallet' })
    await sign.click()
    await expect(batch.getByText('You declined it in your wallet. Nothing was sent.')).toBeVisible()
    await sign.click()
    await expect(page).toHaveURL(/\/dashboard\/withdrawals\/local\/0x[0-9a-f]{64}(\?did=confirmed)?$/)
    await expect(page.getByText('At your wallet', { exact: true })).toBeVisible({ timeout: 60_000 })
    await examinePage(page)
    expect(asked).toContain('eth_sendTransaction')

    await page.goto('/dashboard/withdrawals')
    const signed = page.getByRole('table', { name: 'Withdrawals' })
    await expect(signed.getByRole('link', { name: '0.396 USDT' })).toBeVisible()
    await expect(lying).toHaveCount(0)
    complaints.expectNone()
  },
)

test('the owner says where money goes, by the address’s end and their password', async ({ page }) => {
  await page.goto('/dashboard/payment-methods')
  const card = page.getByRole('region', { name: 'Where your money goes' })
  const { address } = testWallet(77).account(0)
  const fill = async (lastSix: string, password: string) => {
    await card.getByLabel('New invoices in').selectOption({ label: 'Everything on Local chain' })
    await card.getByLabel('Address of your wallet').fill(address)
    await card.getByLabel('Its last six characters').fill(lastSix)
    await card.getByLabel('Your password').fill(password)
    await card.getByRole('button', { name: 'Send the money there' }).click()
  }
  await fill(address.slice(-6), 'something else')
  await expect(card.getByText('This is not your password.')).toBeVisible()
  await fill('000000', merchant.password)
  await expect(card.getByText(/^It must be the last six characters/)).toBeVisible()
  await fill(address.slice(-6), merchant.password)
  await expect(card.getByText('New invoices pass their money on to this wallet from now on.')).toBeVisible()
  await page.reload()
  const table = page.getByRole('table', { name: 'Payment methods' })
  await expect(table.getByTitle(address)).toHaveCount(3)
  await examinePage(page)
})
