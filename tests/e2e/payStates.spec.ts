import { expect, test } from '@playwright/test'
import { invoiceInState, PAY_SCENES } from '@/scripts/gallery/payStates'
import type { TestCustomer } from '@/scripts/local/testCustomer'
import { complaintsOf, examine, inItsTheme } from '../support/examine'
import { runningTestCustomer } from '../support/stack'

/** Every state of the pay page, reached by what happens to a test invoice; the journey is in payJourney.spec.ts. */
let customer: TestCustomer
test.beforeAll(() => {
  customer = runningTestCustomer()
})
test.afterAll(() => customer.close())

type Words = {
  headline: string | RegExp
  /** What was seen, which rule applies, what happens next. */
  says: (string | RegExp)[]
  /** Whether the page says where to pay to. */
  pay: 'shown' | 'folded' | 'not'
}

const WORDS: Record<string, Words> = {
  waiting: {
    headline: 'Send exactly 16.49 USDT on Sandbox to this address',
    says: [
      'Waiting for payment',
      /in time if its block is stamped .*\sUTC or earlier/,
      /notices your payment/,
    ],
    pay: 'shown',
  },
  delayed: {
    headline: 'We cannot see new payments on Sandbox right now',
    says: ['Network delayed', /If you have paid, do not pay again/, /does not expire while the network/],
    pay: 'folded',
  },
  closing: {
    headline: 'Please do not send anything now',
    says: ['Time is up', /looking through the last blocks/, /still counts, even if it is found later/],
    pay: 'not',
  },
  repricing: {
    headline: 'Please do not send anything right now',
    says: [
      'New price on its way',
      /The price of USDT cannot be told for sure/,
      /valued at the price of the time/,
    ],
    pay: 'not',
  },
  detected: {
    headline: 'We see your payment',
    says: ['Payment seen', '1 of 12 confirmations', /Nothing more to send/, /You can stay here or close/],
    pay: 'not',
  },
  confirming: {
    headline: 'Confirming: 3 of 12',
    says: ['3 of 12 confirmations', /Nothing more to send/, /final after 12 confirmations/],
    pay: 'not',
  },
  partial: {
    headline: 'Send 6.49 more to the same address',
    says: ['10.00 of 16.49 USDT', 'Send exactly 6.49 USDT on Sandbox to the same address', /Payments add up/],
    pay: 'shown',
  },
  underpaid: {
    headline: '6.49 USDT is missing',
    says: ['Not enough in time', '10.00 of 16.49 USDT', /Ask Example Shop before you send the rest/],
    pay: 'not',
  },
  paid: {
    headline: 'Paid. Thank you',
    says: [/16\.49\sUSDT arrived and was final/, 'Confirmed', /has reached the wallet of Example Shop/],
    pay: 'not',
  },
  overpaid: {
    headline: 'Paid, with 5.00 USDT too much',
    says: [
      /21\.49\sUSDT arrived and 16\.49\sUSDT was asked for/,
      /your next invoice of Example Shop in USDT asks for so much less/,
    ],
    pay: 'not',
  },
  late: {
    headline: 'Your payment came after the time was over',
    says: ['Confirmed, late', /recorded with this invoice and not lost/, /accepts it or gives it back/],
    pay: 'not',
  },
  expired: {
    headline: 'This invoice has expired',
    says: [/Nothing arrived by/, /If yours was in time, this page changes/, /To pay, get a new quote/],
    pay: 'not',
  },
  cancelled: {
    headline: 'This invoice was cancelled',
    says: [/do not send anything/, /sent before the cancellation still counts/, /contact Example Shop/],
    pay: 'not',
  },
  reverted: {
    headline: 'The network took your payment back out',
    says: ['Undone by the network', /do not pay again now/, /shows the payment again once it is back/],
    pay: 'folded',
  },
  undone: {
    headline: 'The network undid this payment after it was settled',
    says: ['Under review', /stays paid until a person has looked at it/, 'Do not pay again.'],
    pay: 'not',
  },
  'wrong-asset': {
    headline: '16.49 USDC is not what was asked for',
    says: ['Not the token that was asked for', /takes USDT on Sandbox alone/, /Contact Example Shop about/],
    pay: 'shown',
  },
}

test('there is a test of every scene', () => {
  expect(Object.keys(WORDS).sort()).toEqual(Object.keys(PAY_SCENES).sort())
})

for (const [name, { headline, says, pay }] of Object.entries(WORDS)) {
  test(`${name}: its own words, reachable for everyone`, { tag: '@phone' }, async ({ page, isMobile }) => {
    const complaints = complaintsOf(page)
    await inItsTheme(page, isMobile)
    const invoice = await invoiceInState(customer, name)
    await page.goto(invoice.url)

    const main = page.locator('main')
    await expect(main).toHaveAttribute('data-state', PAY_SCENES[name]?.state ?? '')
    await expect(main.getByRole('heading', { level: 2, name: headline })).toBeVisible()
    for (const words of says) await expect(main.getByText(words).first()).toBeVisible()
    await expect(main.getByText('What happens next')).toBeVisible()
    await expect(main.getByText('The rule')).toBeVisible()

    const qr = main.getByRole('img', { name: /^QR code of the address 0x/ })
    if (pay === 'folded') await main.getByText('Show the payment details').click()
    await expect(qr).toHaveCount(pay === 'not' ? 0 : 1)
    await expect(main.locator('[aria-live]')).toHaveCount(1)
    await examine(page)
    complaints.expectNone()
  })
}
