import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import { ENDPOINTS } from '@/lib/docs/reference/openapi'
import { EXAMPLE_XPUB, EXAMPLE_XPUB_ADDRESS } from '@/lib/http/invoices/paymentMethodSchemas'
import type { OperationId } from '@/sdk/src/index'
import type { Decimals } from '@/sdk/src/operation'
import { OPERATIONS } from '@/sdk/src/operations.gen'
import { discLogo } from '@/tests/support/logo'
import { NEW_INVOICE, sdkShop } from './shop'

const { client, clientWith, attempts, receiver, ...instance } = await sdkShop()
/** Keys of document 000 are live ones. */
const live = clientWith(instance.liveKey)
/** Of a merchant with nothing on any chain. */
const elsewhere = clientWith(instance.elsewhere)
const TO = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'

/** Something fresh of each kind, in the state that an operation needs. */
const made = async (variable: string, operation = '', also: string[] = []) => {
  const values = await instance.variables(operation, [...also, variable])
  return values[variable] ?? ''
}
const refund = async () => {
  const { INVOICE_ID = '', REFUND_ID = '' } = await instance.variables('', ['INVOICE_ID', 'REFUND_ID'])
  return [INVOICE_ID, REFUND_ID] as const
}
const wallet = () => ({ address: privateKeyToAccount(generatePrivateKey()).address })
const email = () => `${crypto.randomUUID()}@example.com`
const invoiceEndpoint = () => made('WEBHOOK_ENDPOINT_ID', 'webhook-endpoints')
const sessionEndpoint = () => made('WEBHOOK_ENDPOINT_ID', 'webhook_endpoints')
const checkoutInvoice = (action?: string) =>
  made(
    'INVOICE_ID',
    action ? `POST /api/checkout/invoices/{id}/${action}` : 'GET /api/checkout/invoices/{id}',
  )
const delivery = async () => {
  const { WEBHOOK_ENDPOINT_ID = '', DELIVERY_ID = '' } = await instance.variables('webhook_endpoints', [
    'WEBHOOK_ENDPOINT_ID',
    'DELIVERY_ID',
  ])
  return [WEBHOOK_ENDPOINT_ID, DELIVERY_ID] as const
}

/** What asks a chain, and there is none here: what it is refused with. */
const WITHOUT_CHAIN: Partial<Record<OperationId, number>> = {
  post_checkout_address_transfer_withdrawals_confirm: 502,
  post_checkout_pay_id_sync_wallet_payment: 400,
  post_checkout_pay_id_relay: 400,
}
const refused = (call: Promise<unknown>) => call.catch((error: unknown) => error)

/** Every operation of the API, by the method that reaches it: a new one needs its line here, and its method. */
const CALLS: Record<OperationId, () => PromiseLike<unknown>> = {
  get_health: () => client.operator.health(),
  get_v1_openapi_json: () => client.operator.description(),
  post_cron_dispatch: () => client.operator.dispatch(),
  post_cron_reconcile: () => client.operator.reconcile(),
  // For schedulers that can do nothing but GET.
  get_cron_dispatch: () => client.call('get_cron_dispatch', {}),
  get_cron_reconcile: () => client.call('get_cron_reconcile', {}),

  post_v1_merchants: () => client.merchants.register({ business_name: 'Acme', contact_email: email() }),
  get_v1_merchants_me: () => client.merchants.retrieve(),
  patch_v1_merchants_me: () =>
    client.merchants.update({ settings: { payment_tolerance: { underpayment_threshold: '0.010' } } }),
  put_v1_merchants_me_logo: () => client.merchants.setLogo({ image: discLogo().toString('base64') }),
  delete_v1_merchants_me_logo: () => client.merchants.removeLogo(),
  get_v1_public_logos_id: async () => client.merchants.logo(await made('LOGO_ID')),
  get_v1_merchants_me_payment_methods: () => client.merchants.paymentMethods.list(),
  post_v1_merchants_me_tokens: () =>
    client.merchants.paymentMethods.addToken({
      network: 'sepolia',
      address: '0x1c7D4B196Cb0C7B01d743Fbc6116a902379C7238',
    }),
  post_v1_merchants_me_xpub_preview: () =>
    client.merchants.paymentMethods.previewWallet({ network: 'sepolia', xpub: EXAMPLE_XPUB }),
  post_v1_merchants_me_xpub: () =>
    client.merchants.paymentMethods.useWallet({
      network: 'sepolia',
      crypto_currencies: ['DAI'],
      xpub: EXAMPLE_XPUB,
      first_address: EXAMPLE_XPUB_ADDRESS,
    }),
  get_v1_merchants_me_wallets: () => client.merchants.wallets.list(),
  post_v1_merchants_me_wallets: () => client.merchants.wallets.declare(wallet()),
  delete_v1_merchants_me_wallets_id: async () => client.merchants.wallets.forget(await made('WALLET_ID')),

  post_v1_api_keys: () => client.apiKeys.create({ name: 'Shop', permissions: ['invoices:read'] }),
  get_v1_api_keys: () => client.apiKeys.list(),
  get_v1_api_keys_id: async () => client.apiKeys.retrieve(await made('API_KEY_ID')),
  patch_v1_api_keys_id: async () => client.apiKeys.update(await made('API_KEY_ID'), { name: 'Till' }),
  delete_v1_api_keys_id: async () => client.apiKeys.revoke(await made('API_KEY_ID')),
  post_v1_auth_token: () => client.apiKeys.createToken({ scope: ['invoices:read'], expires_in: 60 }),

  post_v1_invoices: () => client.invoices.create(NEW_INVOICE),
  get_v1_invoices: () => client.invoices.list({ amount_gte: '16.49', amount_lte: '16.49' }),
  get_v1_invoices_id: async () => client.invoices.retrieve(await made('INVOICE_ID')),
  post_v1_invoices_id_cancel: async () =>
    client.invoices.cancel(await made('INVOICE_ID', 'POST /api/v1/invoices/{id}/cancel'), {
      reason: 'Out of stock',
    }),
  post_v1_invoices_id_complete: async () =>
    client.invoices.complete(await made('INVOICE_ID', 'POST /api/v1/invoices/{id}/complete'), {
      reason: 'Known',
    }),
  post_v1_invoices_id_refunds: async () =>
    client.invoices.refunds.prepare(await made('INVOICE_ID'), { to: TO, amount: '6.49' }),
  get_v1_invoices_id_refunds: async () => client.invoices.refunds.list((await refund())[0]),
  get_v1_invoices_id_refunds_refund_id: async () => client.invoices.refunds.retrieve(...(await refund())),
  patch_v1_invoices_id_refunds_refund_id: async () =>
    client.invoices.refunds.report(...(await refund()), { tx_hash: `0x${'a3'.repeat(32)}` }),
  post_v1_invoices_id_refunds_refund_id_cancel: async () =>
    client.invoices.refunds.cancel(...(await refund())),
  get_v1_settlements: () => client.settlements.list(),
  get_v1_settlements_id: async () => client.settlements.retrieve(await made('SETTLEMENT_ID')),
  get_v1_analytics: () => client.analytics.retrieve({ period: '7d' }),
  get_v1_audit_log: () => client.auditLog.list({ limit: 5 }),

  get_v1_public_invoice_id: async () => client.publicInvoices.retrieve(await made('INVOICE_ID')),
  get_v1_public_invoice_id_events: async () => {
    for await (const message of client.publicInvoices.events(await made('INVOICE_ID'))) return message
  },
  get_v1_public_invoice_id_qr: async () =>
    client.publicInvoices.qrCode(await made('INVOICE_ID'), { format: 'svg' }),
  get_v1_public_invoice_id_address_proof: async () =>
    client.publicInvoices.addressProof(await made('INVOICE_ID')),
  post_v1_public_invoice_id_quote: async () =>
    client.publicInvoices.quoteAgain(await made('INVOICE_ID', 'POST /api/v1/public/invoice/{id}/quote')),

  post_v1_test_invoices_id_payments: async () =>
    client.testMode.payInvoice((await client.invoices.create(NEW_INVOICE)).id, { amount: '9.50' }),
  post_v1_test_scenarios: async () =>
    client.testMode.playScenario({
      invoice_id: (await client.invoices.create(NEW_INVOICE)).id,
      steps: [{ pay: '60%' }, { wait: '20m' }, { pay: 'rest' }, { undo: 3 }],
    }),
  post_v1_test_checkout_sessions_id_payments: async () =>
    client.testMode.paySession(await made('CHECKOUT_SESSION_ID'), { kind: 'under' }),

  post_v1_webhook_endpoints: () =>
    client.invoiceWebhookEndpoints.create({ url: receiver.url, events: ['invoice.paid'] }),
  get_v1_webhook_endpoints: () => client.invoiceWebhookEndpoints.list(),
  get_v1_webhook_endpoints_id: async () => client.invoiceWebhookEndpoints.retrieve(await invoiceEndpoint()),
  patch_v1_webhook_endpoints_id: async () =>
    client.invoiceWebhookEndpoints.update(await invoiceEndpoint(), { max_retries: 1 }),
  delete_v1_webhook_endpoints_id: async () => client.invoiceWebhookEndpoints.delete(await invoiceEndpoint()),
  post_v1_webhook_endpoints_id_test: async () => client.invoiceWebhookEndpoints.test(await invoiceEndpoint()),
  post_v1_webhook_endpoints_id_rotate_secret: async () =>
    client.invoiceWebhookEndpoints.rotateSecret(await invoiceEndpoint(), { overlap: 60 }),
  get_v1_webhook_endpoints_id_deliveries: async () =>
    client.invoiceWebhookEndpoints.deliveries(await invoiceEndpoint(), { status: 'delivered' }),
  post_v1_webhook_deliveries_id_resend: async () =>
    client.invoiceWebhookEndpoints.resend(await made('WEBHOOK_DELIVERY_ID')),

  post_v1_payment_links: () => client.paymentLinks.create({ title: 'House blend', fiatAmount: '16.49' }),
  get_v1_payment_links: () => client.paymentLinks.list(),
  get_v1_payment_links_id: async () => client.paymentLinks.retrieve(await made('PAYMENT_LINK_ID')),
  patch_v1_payment_links_id: async () =>
    client.paymentLinks.update(await made('PAYMENT_LINK_ID'), { fiatAmount: '17.00' }),
  delete_v1_payment_links_id: async () => client.paymentLinks.delete(await made('PAYMENT_LINK_ID')),
  get_v1_public_payment_links_slug_qr: async () =>
    client.paymentLinks.qrCode(await made('SLUG'), { size: 128 }),
  post_v1_checkout_sessions: () =>
    client.checkoutSessions.create({
      amount: { value: '16.49', currency: 'USD' },
      metadata: { order_id: 'ord_1' },
    }),
  get_v1_checkout_sessions: () => client.checkoutSessions.list(),
  get_v1_checkout_sessions_id: async () =>
    client.checkoutSessions.retrieve(await made('CHECKOUT_SESSION_ID')),
  get_v1_events: () => client.events.list({ type: 'session.created' }),
  get_v1_events_id: async () => client.events.retrieve(await made('EVENT_ID')),
  post_v1_session_webhook_endpoints: () => client.webhookEndpoints.create({ url: receiver.url }),
  get_v1_session_webhook_endpoints: () => client.webhookEndpoints.list(),
  get_v1_session_webhook_endpoints_id: async () => client.webhookEndpoints.retrieve(await sessionEndpoint()),
  patch_v1_session_webhook_endpoints_id: async () =>
    client.webhookEndpoints.update(await sessionEndpoint(), { active: false }),
  delete_v1_session_webhook_endpoints_id: async () => client.webhookEndpoints.delete(await sessionEndpoint()),
  post_v1_session_webhook_endpoints_id_test: async () =>
    client.webhookEndpoints.test(await sessionEndpoint()),
  get_v1_session_webhook_endpoints_id_deliveries: async () =>
    client.webhookEndpoints.deliveries(await sessionEndpoint()),
  post_v1_session_webhook_endpoints_id_deliveries_delivery_id_replay: async () =>
    client.webhookEndpoints.replay(...(await delivery())),
  post_v1_session_webhook_endpoints_id_rotate_secret: async () =>
    client.webhookEndpoints.rotateSecret(await sessionEndpoint(), { overlap: 60 }),

  post_checkout_invoices: () => client.checkoutInvoices.create({ amountUsd: '49.99' }),
  get_checkout_invoices: () => client.checkoutInvoices.list({ status: 'awaiting_payment' }),
  get_checkout_invoices_export: () => client.checkoutInvoices.export({ search: 'plan' }),
  get_checkout_invoices_stats: () => client.checkoutInvoices.stats(),
  get_checkout_invoices_id: async () => client.checkoutInvoices.retrieve(await checkoutInvoice()),
  get_checkout_invoices_id_status: async () => client.checkoutInvoices.status(await checkoutInvoice()),
  get_checkout_invoices_id_payments: async () => client.checkoutInvoices.payments(await checkoutInvoice()),
  post_checkout_invoices_id_void: async () => client.checkoutInvoices.void(await checkoutInvoice('void')),
  post_checkout_invoices_id_record_payment: async () =>
    client.checkoutInvoices.recordPayment(await checkoutInvoice('record-payment'), { note: 'Cash' }),
  post_checkout_invoices_id_exception_resolve: async () =>
    client.checkoutInvoices.resolveException(await checkoutInvoice('exception/resolve'), {
      action: 'accept',
      note: 'Known',
    }),
  get_checkout_pay_id: async () => client.checkoutInvoices.publicView(await checkoutInvoice()),
  post_checkout_pay_id_sync_wallet_payment: async () =>
    refused(
      client.checkoutInvoices.syncWalletPayment(await checkoutInvoice(), {
        transactionHash: `0x${'5f'.repeat(32)}`,
      }),
    ),
  post_checkout_pay_id_relay: async () =>
    refused(
      client.checkoutInvoices.relay(await checkoutInvoice(), {
        paymentOptionId: 'opt_01kx3v2m8e7t5r9qb4n6c8d0fh',
        payer: `0x${'a1'.repeat(20)}`,
        validAfter: 0,
        validBefore: 1_800_000_000,
        signature: `0x${'5f'.repeat(65)}`,
      }),
    ),
  get_checkout_pay_id_status: async () => client.checkoutInvoices.publicStatus(await checkoutInvoice()),
  post_checkout_api_keys: () => live.checkout.apiKeys.create({ label: 'Shop' }),
  get_checkout_api_keys: () => live.checkout.apiKeys.list(),
  delete_checkout_api_keys_id: async () =>
    live.checkout.apiKeys.revoke(await made('API_KEY_ID', '/api/checkout/')),
  get_checkout_config: async () => {
    await client.checkout.config.replace({ invoiceIssuerName: 'Acme' })
    return client.checkout.config.retrieve()
  },
  put_checkout_config: () =>
    client.checkout.config.replace({ webhookUrl: receiver.url, webhookEvents: { invoice_created: false } }),
  post_checkout_config_webhook_secret_rotate: async () => {
    await client.checkout.config.replace({ webhookUrl: receiver.url })
    return client.checkout.config.rotateWebhookSecret({ overlap: 60 })
  },
  get_checkout_config_balance: () => elsewhere.checkout.config.balance(),
  get_checkout_payment_methods: () => client.checkout.paymentMethods.list(),
  post_checkout_payment_methods: () =>
    client.checkout.paymentMethods.create({
      assetCode: 'ETH',
      network: 'sepolia',
      treasury: TO,
      treasuryLastSix: TO.slice(-6),
    }),
  put_checkout_payment_methods_id: async () =>
    client.checkout.paymentMethods.update(await made('PAYMENT_METHOD_ID'), { label: 'Till' }),
  delete_checkout_payment_methods_id: async () =>
    client.checkout.paymentMethods.disable(await made('PAYMENT_METHOD_ID')),
  post_checkout_payment_methods_treasury_challenge: () =>
    client.checkout.paymentMethods.challengeTreasury({ network: 'sepolia', treasury: TO }),

  post_v1_customers: () => client.customers.create({ email: email(), name: 'Ann Example' }),
  get_v1_customers: () => client.customers.list({ limit: 1 }),
  get_v1_customers_id: async () => client.customers.retrieve(await made('CUSTOMER_ID')),
  patch_v1_customers_id: async () => client.customers.update(await made('CUSTOMER_ID'), { name: null }),
  get_checkout_address_transfer_withdrawals: () => client.withdrawals.list(),
  post_checkout_address_transfer_withdrawals_prepare: () =>
    client.withdrawals.prepare({ network: 'sepolia' }),
  post_checkout_address_transfer_withdrawals_confirm: () =>
    refused(client.withdrawals.confirm({ network: 'sepolia', transactionHash: `0x${'5f'.repeat(32)}` })),
  delete_v1_customers_id: async () => client.customers.delete(await made('CUSTOMER_ID')),
  get_v1_customers_id_credit: async () => client.customers.credit(await made('CUSTOMER_ID')),
}

describe('each operation of the API', () => {
  it('has a method, and no method is without one', () => {
    const described = ENDPOINTS.map(({ operation }) => operation.operationId)
    expect(Object.keys(CALLS).toSorted()).toEqual(described.toSorted())
  })

  it.each(Object.entries(CALLS) as [OperationId, () => PromiseLike<unknown>][])(
    '%s',
    async (operation, call) => {
      const answer = await call()
      const expected = (status: number) => (WITHOUT_CHAIN[operation] ?? 299) >= status
      expect(attempts.at(-1)).toMatchObject({ operation, status: expect.toSatisfy(expected) })
      if (WITHOUT_CHAIN[operation]) return
      expect(answer).toBeDefined()
      expect(answer instanceof Uint8Array).toBe(OPERATIONS[operation].answers === 'bytes')
      expect(numbersAmong(answer, OPERATIONS[operation].tells)).toEqual([])
    },
  )
})

/** What stands where decimals do, and is neither their text nor missing. */
function numbersAmong(value: unknown, decimals: Decimals | undefined): unknown[] {
  if (decimals === undefined || value === null || value === undefined) return []
  if (Array.isArray(value)) return value.flatMap((element) => numbersAmong(element, decimals))
  if (decimals === true) return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? [] : [value]
  return Object.entries(value).flatMap(([name, member]) =>
    numbersAmong(member, decimals[name] ?? decimals['*']),
  )
}
