import { beforeEach, expect, it } from 'vitest'
import { DEFAULT_TIMING } from '@/lib/domain/paymentTiming'
import type { Mail } from '@/lib/mail/port'
import { createCheckoutInvoice } from '@/lib/services/checkout/createCheckoutInvoice'
import { recordCheckoutPayment } from '@/lib/services/checkout/recordCheckoutPayment'
import { putConfig } from '@/lib/services/checkoutConfig/putConfig'
import { deliverMails } from '@/lib/services/mail/deliverMails'
import { checkoutInput } from '@/tests/support/checkout'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()
const { ctx, actor } = world
const input = checkoutInput({ customerEmail: 'ada@example.com', productName: 'Plan', issuedBy: 'Acme' })

async function mailed(): Promise<Mail[]> {
  const mails: Mail[] = []
  await deliverMails(ctx, { send: (mail) => Promise.resolve(void mails.push(mail)) })
  return mails
}

function configure(sendInvoiceCreatedEmail: boolean, sendInvoicePaidEmail: boolean, who = actor) {
  return putConfig(ctx, who, {
    defaultPaymentTiming: DEFAULT_TIMING,
    invoiceIssuerName: null,
    sendInvoiceCreatedEmail,
    sendInvoicePaidEmail,
    invoiceCreateFields: {},
    redirectUrl: null,
    webhookUrl: null,
    events: [],
    methods: null,
  })
}

beforeEach(() => configure(true, true))

it('mails a customer the link to a new invoice, and once that it is paid', async () => {
  const { invoice, options } = await createCheckoutInvoice(ctx, actor, input)
  const [created, ...none] = await mailed()
  expect(none).toEqual([])
  expect(created).toMatchObject({ to: 'ada@example.com', subject: 'Acme: 49.99 USD to pay' })
  expect(created?.text).toContain(`/pay/${invoice.uuid}\n`)

  await world.pay(options.find(({ token }) => token === 'USDC')?.address ?? '', '49.99')
  await world.mine(13)
  await world.reconcile()
  await world.reconcile()
  expect(await mailed()).toMatchObject([{ to: 'ada@example.com', subject: 'Acme: 49.99 USD paid' }])
})

it('mails that what was paid elsewhere is paid', async () => {
  const { invoice } = await createCheckoutInvoice(ctx, actor, input)
  await recordCheckoutPayment(ctx, actor, invoice.id, { note: 'cash' })
  await recordCheckoutPayment(ctx, actor, invoice.id, { note: 'cash' })
  expect((await mailed()).map(({ subject }) => subject).sort()).toEqual([
    'Acme: 49.99 USD paid',
    'Acme: 49.99 USD to pay',
  ])
})

it('mails nobody of what is switched off, or whose address is not known', async () => {
  await createCheckoutInvoice(ctx, actor, { ...input, customerEmail: null })
  await configure(false, false)
  const { invoice } = await createCheckoutInvoice(ctx, actor, input)
  await recordCheckoutPayment(ctx, actor, invoice.id, { note: 'cash' })
  expect(await mailed()).toEqual([])
})

it('mails nobody in test mode', async () => {
  const tester = { ...actor, mode: 'test' as const }
  await configure(true, true, tester)
  await createCheckoutInvoice(ctx, tester, input)
  expect(await mailed()).toEqual([])
})
