import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { formatUnits, parseUnits } from 'viem'
import { accounts } from '@/scripts/local/accounts'
import { localChain } from './chain'
import { checkoutApi, type CheckoutApi, type MerchantInvoice } from './checkoutApi'
import type { DemoDescription } from './description'
import { note, step } from './output'
import { pageShows, pageState } from './payPage'
import { startReceiver } from './receiver'
import { watchPage } from './watchPage'

const EACH_STEP_WITHIN_MS = 60_000

const ORDER = {
  title: 'VPN Service Order',
  description: 'Monthly VPN subscription with premium features',
  items: [
    { name: 'VPN Premium Plan', quantity: 1, unit_price: 9.99 },
    { name: 'Additional Static IP', quantity: 2, unit_price: 2.5 },
  ],
  tax: 1.5,
  currency: 'USD',
  crypto_currency: 'USDC',
  // Enough blocks to see the payment confirm, a second each.
  confirmation_settings: { merchant_override: 5 },
}

/** What the merchant's server must have been told by the end. */
const WEBHOOKS = [
  'invoice.created',
  'payment.detected',
  'payment.confirming',
  'payment.confirmed',
  'invoice.paid',
  'settlement.completed',
  'settlement.swept',
]

/** Plays one customer from the invoice to the treasury, printing each step. Throws at the first one that fails. */
export async function playCustomer(demo: DemoDescription): Promise<{ payUrl: string }> {
  const api = checkoutApi(demo)
  const chain = localChain(demo)
  const token = demo.tokens.find(({ symbol }) => symbol === ORDER.crypto_currency)
  if (!token) throw new Error(`The demo has no ${ORDER.crypto_currency}.`)
  const tokenAddress = token.address as `0x${string}`
  const balances = async () => ({
    treasury: await chain.balance(tokenAddress, demo.treasury.address),
    fees: await chain.balance(tokenAddress, accounts.feeRecipient.address),
  })
  const before = await balances()
  const shown = (amount: bigint) => `${formatUnits(amount, token.decimals)} ${token.symbol}`

  const receiver = await startReceiver(demo.webhookSecret)
  const invoice = await step(
    'the merchant asks for an invoice over the API',
    () => api.createInvoice({ ...ORDER, webhook_url: receiver.url }, randomUUID()),
    ({ id, total, currency }) => `${id}, ${total} ${currency}`,
  )
  const look = (...states: string[]) => lookAtPage(api, invoice, states)
  const offer = await api.asCustomer(invoice.id)
  const page = await look('waiting')
  if (!pageShows(page, offer.address)) throw new Error(`The pay page does not show ${offer.address}.`)

  const watch = await watchPage(invoice.customer_url)
  const amount = parseUnits(offer.crypto_amount, token.decimals)
  await step(
    'the customer sends a plain transfer to the address',
    () => chain.transfer(tokenAddress, offer.address, amount),
    (hash) => `${shown(amount)} to ${offer.address}, ${hash}`,
  )
  await step('reconciling finds the payment', () => reconcileUntil(api, invoice, ['confirming', 'paid']))
  await look('detected', 'confirming', 'paid')
  const paid = await step('it is confirmed', () => reconcileUntil(api, invoice, ['paid']))
  await look('paid')
  if (watch) {
    await step(
      'the page in a browser has followed without a reload',
      () => watch.until('paid').finally(() => watch.close()),
      ({ states }) => states.join(', '),
    )
  } else note('no browser is installed to show the page changing by itself')

  const settlement = paid.settlement
  if (!settlement) throw new Error('The invoice is paid and has no settlement.')
  await step(
    'the invoice is settled',
    async () => expectSettled(settlement),
    () =>
      `gross ${settlement.gross_amount}, fee ${settlement.platform_fee_amount}, net ${settlement.net_amount}`,
  )
  const swept = await step(
    'the deposit is swept',
    () => sweptBy(api, settlement.id),
    (hash) => hash,
  )
  await step(
    'treasury and fee recipient have it on chain',
    async () => {
      const after = await balances()
      const gained = { treasury: after.treasury - before.treasury, fees: after.fees - before.fees }
      // The chain splits base units by basis points; the books round to two places (D5).
      const fee = amount / 100n
      if (gained.treasury !== amount - fee || gained.fees !== fee) {
        throw new Error(
          `After ${swept} the treasury gained ${shown(gained.treasury)}, fees ${shown(gained.fees)}.`,
        )
      }
      return gained
    },
    (gained) => `${shown(gained.treasury)} and ${shown(gained.fees)}`,
  )
  await step(
    'the merchant’s server has its webhooks, each with a good signature',
    () => receiver.until(WEBHOOKS, EACH_STEP_WITHIN_MS).finally(() => receiver.close()),
    (types) => types.join(', '),
  )
  return { payUrl: invoice.customer_url }
}

async function lookAtPage(api: CheckoutApi, invoice: MerchantInvoice, wanted: string[]): Promise<string> {
  const html = await api.page(invoice.customer_url)
  const state = pageState(html)
  if (!wanted.includes(state))
    throw new Error(`The pay page says ${state} instead of ${wanted.join(' or ')}.`)
  note(`the pay page says: ${state}`)
  return html
}

/** Calls the reconciling route, as a cron job would, until the invoice has one of the statuses. */
async function reconcileUntil(
  api: CheckoutApi,
  { id }: MerchantInvoice,
  wanted: string[],
): Promise<MerchantInvoice> {
  return until(`the invoice is ${wanted.join(' or ')}`, async () => {
    await api.reconcile()
    const invoice = await api.invoice(id)
    return wanted.includes(invoice.status) ? invoice : null
  })
}

function expectSettled(settlement: NonNullable<MerchantInvoice['settlement']>): void {
  if (settlement.status !== 'completed') throw new Error(`The settlement is ${settlement.status}.`)
}

async function sweptBy(api: CheckoutApi, settlementId: string): Promise<string> {
  return until('the sweep is seen', async () => {
    await api.reconcile()
    return (await api.settlement(settlementId)).payout_details?.payout_tx_hash ?? null
  })
}

async function until<T>(what: string, ask: () => Promise<T | null>): Promise<T> {
  const deadline = Date.now() + EACH_STEP_WITHIN_MS
  for (;;) {
    const answer = await ask()
    if (answer !== null) return answer
    if (Date.now() > deadline) throw new Error(`Waited ${EACH_STEP_WITHIN_MS / 1000} s until ${what}.`)
    await pause(300)
  }
}
