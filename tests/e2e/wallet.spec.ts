import { randomUUID } from 'node:crypto'
import { expect, test, type Page } from '@playwright/test'
import { checkoutApi } from '@/scripts/demo/checkoutApi'
import { browserWallet } from '../support/browserWallet'
import { complaintsOf, examine, inItsTheme } from '../support/examine'
import { orderInvoice } from '../support/payPage'
import { runningStack } from '../support/stack'

/** Paying from a wallet in the browser, by both rails. */
const DOLLARS = 1_000_000n
const state = (page: Page) => page.locator('main')
const panel = (page: Page) => page.getByRole('region', { name: 'Pay from a wallet' })

/** Document 000's invoice of 16.49 dollars, which is paid to an address or by the hub; its page. */
async function orderByContract(): Promise<string> {
  const { baseUrl, apiKeys } = runningStack()
  const answer = await fetch(`${baseUrl}/api/checkout/invoices`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${apiKeys.sk_live}`,
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
    },
    body: JSON.stringify({ amountUsd: 16.49, productName: 'VPN Service Order' }),
  })
  expect(answer.status).toBe(201)
  const { paymentUrl } = (await answer.json()) as { paymentUrl: string }
  return paymentUrl
}

async function connect(page: Page): Promise<void> {
  await panel(page).getByRole('button', { name: 'Connect wallet' }).click()
  await panel(page).getByRole('button', { name: 'Test Wallet' }).click()
}

/** Nothing but this origin is asked, from now on. */
function strangersOf(page: Page): string[] {
  const { origin } = new URL(runningStack().baseUrl)
  const strangers: string[] = []
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol.startsWith('http') && url.origin !== origin) strangers.push(request.url())
  })
  return strangers
}

test(
  'a transfer to the address, from another network, declined first',
  { tag: '@phone' },
  async ({ page, isMobile }) => {
    const [complaints, strangers] = [complaintsOf(page), strangersOf(page)]
    await inItsTheme(page, isMobile)
    const wallet = await browserWallet(page, { USDT: 20n * DOLLARS })
    await page.goto((await orderInvoice()).customer_url)
    await connect(page)
    await expect(panel(page).getByText('Test Wallet')).toBeVisible()
    await examine(page)

    wallet.once('eth_sendTransaction', 'decline')
    const pay = panel(page).getByRole('button', { name: /^Pay 16\.49\sUSDT$/ })
    await pay.click()
    await expect(panel(page).getByText('You declined it in Test Wallet. Nothing was sent.')).toBeVisible()
    await pay.click()
    await expect(panel(page).or(state(page))).not.toHaveCount(0)
    await expect(state(page)).toHaveAttribute('data-state', /^(detected|confirming|paid)$/, {
      timeout: 40_000,
    })
    expect(wallet.asked.filter((method) => method === 'wallet_switchEthereumChain')).toHaveLength(1)
    expect(wallet.asked.filter((method) => method === 'eth_sendTransaction')).toHaveLength(2)
    expect(strangers).toEqual([])
    complaints.expectNone()
  },
)

test(
  'by the hub: a signature alone in USDC, for a wallet without coin',
  { tag: '@phone' },
  async ({ page, isMobile }) => {
    const complaints = complaintsOf(page)
    await inItsTheme(page, isMobile)
    const wallet = await browserWallet(page, { USDC: 20n * DOLLARS, wei: 0n })
    const url = await orderByContract()
    await page.goto(url)
    await page.getByRole('navigation', { name: 'Pay in' }).getByRole('link', { name: /USDC/ }).click()
    await expect(page).toHaveURL(`${url}?token=USDC`)
    await connect(page)
    await panel(page)
      .getByRole('button', { name: /^Pay 16\.49\sUSDC$/ })
      .click()
    await expect(state(page)).toHaveAttribute('data-state', /^(detected|confirming|paid)$/, {
      timeout: 40_000,
    })
    expect(wallet.asked).toContain('eth_signTypedData_v4')
    expect(wallet.asked).not.toContain('eth_sendTransaction')
    complaints.expectNone()
  },
)

test(
  'by the hub in USDT: an approval of the amount, then the payment',
  { tag: '@phone' },
  async ({ page }) => {
    const wallet = await browserWallet(page, { USDT: 20n * DOLLARS })
    await page.goto(`${await orderByContract()}?token=USDT`)
    await connect(page)
    await panel(page)
      .getByRole('button', { name: /^Pay 16\.49\sUSDT$/ })
      .click()
    await expect(state(page)).toHaveAttribute('data-state', /^(detected|confirming|paid)$/, {
      timeout: 40_000,
    })
    expect(wallet.asked.filter((method) => method === 'eth_sendTransaction')).toHaveLength(2)
    expect(wallet.asked).not.toContain('eth_signTypedData_v4')
  },
)

test('what was sent is found after a reload, and what was cancelled is told', async ({ page }) => {
  const wallet = await browserWallet(page, { USDT: 20n * DOLLARS })
  await page.goto((await orderInvoice()).customer_url)
  await connect(page)
  wallet.once('eth_sendTransaction', 'keep')
  const pay = panel(page).getByRole('button', { name: /^Pay 16\.49\sUSDT$/ })
  await pay.click()
  await expect(panel(page).getByText('Sent. Waiting for the network')).toBeVisible()
  const hash = await panel(page).locator('[data-hash]').getAttribute('data-hash')
  await page.reload()
  await expect(panel(page).locator(`[data-hash="${hash}"]`)).toBeVisible()
  await expect(panel(page).getByText('Do not pay again.', { exact: false })).toBeVisible()

  // In another browser's words: a new order, sent and then cancelled in the wallet.
  await page.goto((await orderInvoice()).customer_url)
  await connect(page)
  wallet.once('eth_sendTransaction', 'cancel')
  await pay.click()
  await expect(
    panel(page).getByText('You cancelled the transaction in the wallet. Nothing was paid.'),
  ).toBeVisible()
  await panel(page).getByRole('button', { name: 'Try again' }).click()
  await expect(panel(page).getByRole('button', { name: 'Test Wallet' })).toBeVisible()
})

test('too little is said before anything is asked, and the keyboard alone can pay', async ({ page }) => {
  const poor = await browserWallet(page, { USDT: DOLLARS })
  await page.goto((await orderInvoice()).customer_url)
  const press = async (name: string | RegExp) => {
    const button = panel(page).getByRole('button', { name })
    await expect(button).toBeVisible()
    for (let tabs = 0; tabs < 12; tabs += 1) {
      if (await button.evaluate((one) => one === document.activeElement)) break
      await page.keyboard.press('Tab')
    }
    await expect(button).toBeFocused()
    await page.keyboard.press('Enter')
  }
  await press('Connect wallet')
  await press('Test Wallet')
  await press(/^Pay/)
  await expect(panel(page).getByText(/This wallet holds 1\.00\sUSDT; 16\.49\sUSDT is needed\./)).toBeVisible()
  expect(poor.asked).not.toContain('eth_sendTransaction')
  await poor.mint('USDT', 20n * DOLLARS)
  await press(/^Pay/)
  await expect(state(page)).toHaveAttribute('data-state', /^(detected|confirming|paid)$/, { timeout: 40_000 })
})

test('where no wallet is, the page can be opened in one; a payment as a link is behind a choice', async ({
  page,
}) => {
  const invoice = await orderInvoice()
  const shown = await checkoutApi(runningStack()).asCustomer(invoice.id)
  await page.goto(invoice.customer_url)
  await panel(page).getByRole('button', { name: 'Connect wallet' }).click()
  await expect(panel(page).getByText('No wallet was found in this browser')).toBeVisible()
  await expect(panel(page).getByRole('link', { name: 'Open in MetaMask' })).toHaveAttribute(
    'href',
    invoice.customer_url.replace('http://', 'https://link.metamask.io/dapp/'),
  )
  await page.getByText('QR with amount').click()
  const usdt = runningStack().tokens.find(({ symbol }) => symbol === 'USDT')
  await expect(page.getByRole('link', { name: 'Open in a wallet app' })).toHaveAttribute(
    'href',
    `ethereum:${usdt?.address}@31337/transfer?address=${shown.address}&uint256=16490000`,
  )
  await examine(page)
})
