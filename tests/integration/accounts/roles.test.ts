import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createKeyHasher } from '@/lib/auth/keyHasher'
import { PERMISSIONS, roleMay, ROLES, type Permission } from '@/lib/domain/access'
import type { Actor } from '@/lib/services/context'
import { getCheckoutStats } from '@/lib/services/checkout/getCheckoutStats'
import { createCheckoutInvoice } from '@/lib/services/checkout/createCheckoutInvoice'
import { getCheckoutInvoice } from '@/lib/services/checkout/getCheckoutInvoice'
import type { CheckoutFilter } from '@/lib/services/checkout/input'
import { listCheckoutInvoices } from '@/lib/services/checkout/listCheckoutInvoices'
import { recordCheckoutPayment } from '@/lib/services/checkout/recordCheckoutPayment'
import { resolveCheckoutException } from '@/lib/services/checkout/resolveCheckoutException'
import { voidCheckoutInvoice } from '@/lib/services/checkout/voidCheckoutInvoice'
import { checkoutInput } from '@/tests/support/checkout'
import { getAnalytics } from '@/lib/services/analytics/getAnalytics'
import { getTimeToPay } from '@/lib/services/analytics/getTimeToPay'
import { changeApiKey } from '@/lib/services/apiKeys/changeApiKey'
import { createApiKey } from '@/lib/services/apiKeys/createApiKey'
import { listApiKeys } from '@/lib/services/apiKeys/listApiKeys'
import { revokeApiKey } from '@/lib/services/apiKeys/revokeApiKey'
import { changeCustomer } from '@/lib/services/customers/changeCustomer'
import { createCustomer } from '@/lib/services/customers/createCustomer'
import { deleteCustomer } from '@/lib/services/customers/deleteCustomer'
import { eraseCustomer } from '@/lib/services/customers/eraseCustomer'
import { getCustomer } from '@/lib/services/customers/getCustomer'
import { getCustomerCredit } from '@/lib/services/customers/getCustomerCredit'
import { listCustomerPage } from '@/lib/services/customers/listCustomerPage'
import { listCustomers } from '@/lib/services/customers/listCustomers'
import { showCustomer } from '@/lib/services/customers/showCustomer'
import { listAudit } from '@/lib/services/audit/listAudit'
import { needsAttention } from '@/lib/services/dashboard/needsAttention'
import { listInvoiceEvents } from '@/lib/services/events/listInvoiceEvents'
import { listExceptions } from '@/lib/services/exceptions/listExceptions'
import { listMisdirected } from '@/lib/services/claims/listMisdirected'
import { showInvoice } from '@/lib/services/dashboard/showInvoice'
import { cancelInvoice } from '@/lib/services/invoices/cancelInvoice'
import { completeInvoice } from '@/lib/services/invoices/completeInvoice'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { createInvoiceOnce } from '@/lib/services/invoices/createInvoiceOnce'
import { getInvoice } from '@/lib/services/invoices/getInvoice'
import { listInvoices } from '@/lib/services/invoices/listInvoices'
import { recordOutsidePayment } from '@/lib/services/invoices/recordOutsidePayment'
import { resolveException } from '@/lib/services/invoices/resolveException'
import { changeLink } from '@/lib/services/links/changeLink'
import { createLink } from '@/lib/services/links/createLink'
import { deleteLink } from '@/lib/services/links/deleteLink'
import { getLink } from '@/lib/services/links/getLink'
import { listLinks } from '@/lib/services/links/listLinks'
import { changeMerchant } from '@/lib/services/merchants/changeMerchant'
import { cancelRefund } from '@/lib/services/refunds/cancelRefund'
import { listRefunds } from '@/lib/services/refunds/listRefunds'
import { prepareRefund } from '@/lib/services/refunds/prepareRefund'
import { reportRefund } from '@/lib/services/refunds/reportRefund'
import { removeLogo } from '@/lib/services/merchants/removeLogo'
import { setLogo } from '@/lib/services/merchants/setLogo'
import { getEvent } from '@/lib/services/sessionEvents/getEvent'
import { listEvents } from '@/lib/services/sessionEvents/listEvents'
import { createSession } from '@/lib/services/sessions/createSession'
import { getSession } from '@/lib/services/sessions/getSession'
import { getSessionOfInvoice } from '@/lib/services/sessions/getSessionOfInvoice'
import { listSessions } from '@/lib/services/sessions/listSessions'
import { playSession } from '@/lib/services/sessions/playSession'
import { releaseHeld } from '@/lib/services/screening/releaseHeld'
import { getSettlement } from '@/lib/services/settlements/getSettlement'
import { listSettlements } from '@/lib/services/settlements/listSettlements'
import { playTest } from '@/lib/services/testmode/playTest'
import { changeEndpoint } from '@/lib/services/webhooks/changeEndpoint'
import { createEndpoint } from '@/lib/services/webhooks/createEndpoint'
import { deleteEndpoint } from '@/lib/services/webhooks/deleteEndpoint'
import { getDelivery } from '@/lib/services/webhooks/getDelivery'
import { getEndpoint } from '@/lib/services/webhooks/getEndpoint'
import { listDeliveries } from '@/lib/services/webhooks/listDeliveries'
import { listDeliveryPage } from '@/lib/services/webhooks/listDeliveryPage'
import { listEndpointPage } from '@/lib/services/webhooks/listEndpointPage'
import { listEndpoints } from '@/lib/services/webhooks/listEndpoints'
import { resendDelivery } from '@/lib/services/webhooks/resendDelivery'
import { rotateSecret } from '@/lib/services/webhooks/rotateSecret'
import { testEndpoint } from '@/lib/services/webhooks/testEndpoint'
import { addToken } from '@/lib/services/tokens/addToken'
import { declareWallet } from '@/lib/services/wallets/declareWallet'
import { forgetWallet } from '@/lib/services/wallets/forgetWallet'
import { listWallets } from '@/lib/services/wallets/listWallets'
import { confirmWithdrawals } from '@/lib/services/withdrawals/confirmWithdrawals'
import { getWithdrawal } from '@/lib/services/withdrawals/getWithdrawal'
import { listWithdrawable } from '@/lib/services/withdrawals/listWithdrawable'
import { listWithdrawals } from '@/lib/services/withdrawals/listWithdrawals'
import { prepareWithdrawal } from '@/lib/services/withdrawals/prepareWithdrawal'
import { DEFAULT_TIMING } from '@/lib/domain/paymentTiming'
import { createCheckoutKey } from '@/lib/services/apiKeys/createCheckoutKey'
import { listCheckoutKeys } from '@/lib/services/apiKeys/listCheckoutKeys'
import { revokeCheckoutKey } from '@/lib/services/apiKeys/revokeCheckoutKey'
import { getConfig } from '@/lib/services/checkoutConfig/getConfig'
import { putConfig, type ConfigInput } from '@/lib/services/checkoutConfig/putConfig'
import { rotateConfigSecret } from '@/lib/services/checkoutConfig/rotateConfigSecret'
import { treasuryBalances } from '@/lib/services/checkoutConfig/treasuryBalances'
import { createPaymentMethod } from '@/lib/services/merchants/createPaymentMethod'
import { listPaymentMethods } from '@/lib/services/merchants/listPaymentMethods'
import { updatePaymentMethod } from '@/lib/services/merchants/updatePaymentMethod'
import { challengeTreasury } from '@/lib/services/payout/challengeTreasury'
import { callOffChange } from '@/lib/services/payout/callOffChange'
import { setTreasury } from '@/lib/services/payout/setTreasury'
import { changeXpub } from '@/lib/services/xpub/changeXpub'
import { listHoldings } from '@/lib/services/xpub/listHoldings'
import { previewXpub } from '@/lib/services/xpub/previewXpub'
import { setFirstXpub } from '@/lib/services/xpub/setFirstXpub'
import { testApp } from '@/tests/support/app'
import { linkInput, sessionInput } from '@/tests/support/links'
import { invoiceInput } from '@/tests/support/world'

const { app, merchant } = await testApp()
const { id: merchantId } = await merchant()
const hasher = createKeyHasher(app.env.apiKeyPeppers)
const EVERY_CHECKOUT: CheckoutFilter = {
  status: null,
  exception: null,
  externalInvoiceId: null,
  merchantReference: null,
  customerId: null,
  createdAfter: null,
  createdBefore: null,
  search: null,
}
const NO_KEY = 'key_00000000000000000000000000'
const NO_ENDPOINT = 'whe_00000000000000000000000000'
const NO_SENDER = { send: () => Promise.reject(new Error('asked')), close: () => Promise.resolve() }
const NOBODY = 'cus_00000000000000000000000000'
const NOTHING = 'inv_00000000000000000000000000'

const NO_CONFIG: ConfigInput = {
  defaultPaymentTiming: DEFAULT_TIMING,
  invoiceIssuerName: null,
  sendInvoiceCreatedEmail: false,
  sendInvoicePaidEmail: false,
  invoiceCreateFields: {},
  redirectUrl: null,
  webhookUrl: null,
  events: [],
  methods: null,
}

const EVERYTHING = {
  limit: 1,
  after: null,
  status: null,
  createdAfter: null,
  createdBefore: null,
  amountAtLeastMinor: null,
  amountAtMostMinor: null,
  currency: null,
  search: null,
  exception: null,
  named: null,
}

const ALL_LINES = {
  limit: 1,
  after: null,
  event: null,
  actor: null,
  subject: null,
  createdAfter: null,
  createdBefore: null,
}

/** Every use case that somebody asks for, what it needs, and how it is asked; what it then finds is not the matter here. */
const VERBS: Record<string, [Permission, (actor: Actor) => Promise<unknown>]> = {
  'analytics/getAnalytics': [
    'analytics:read',
    (actor) =>
      getAnalytics(app, actor, {
        asked: { period: '7d' },
        grouping: 'day',
        timezone: 'UTC',
        currency: null,
      }),
  ],
  'analytics/getTimeToPay': [
    'analytics:read',
    (actor) => getTimeToPay(app, actor, { asked: { period: '7d' }, grouping: 'day', timezone: 'UTC' }),
  ],
  'apiKeys/changeApiKey': ['api_keys:manage', (actor) => changeApiKey(app, actor, NO_KEY, { name: 'x' })],
  'apiKeys/createApiKey': [
    'api_keys:manage',
    (actor) => createApiKey(app, actor, { name: 'x', mode: 'test', scopes: null, expiresAt: null }, hasher),
  ],
  'apiKeys/listApiKeys': ['api_keys:manage', (actor) => listApiKeys(app, actor, { limit: 1, after: null })],
  'apiKeys/revokeApiKey': ['api_keys:manage', (actor) => revokeApiKey(app, actor, NO_KEY)],
  'apiKeys/createCheckoutKey': [
    'api_keys:manage_live',
    (actor) => createCheckoutKey(app, { ...actor, mode: 'live' }, 'x', hasher),
  ],
  'apiKeys/listCheckoutKeys': ['api_keys:manage', (actor) => listCheckoutKeys(app, actor)],
  'apiKeys/revokeCheckoutKey': ['api_keys:manage', (actor) => revokeCheckoutKey(app, actor, NO_KEY)],
  'checkoutConfig/getConfig': ['config:read', (actor) => getConfig(app, actor)],
  'checkoutConfig/putConfig': ['config:write', (actor) => putConfig(app, actor, NO_CONFIG)],
  'checkoutConfig/rotateConfigSecret': ['config:write', (actor) => rotateConfigSecret(app, actor, 0)],
  'checkoutConfig/treasuryBalances': ['config:read', (actor) => treasuryBalances(app, actor)],
  'merchants/createPaymentMethod': [
    'payment_methods:write',
    (actor) =>
      createPaymentMethod(app, actor, { network: 'none', token: 'ETH', rails: ['hub'], treasury: '0x' }),
  ],
  'merchants/listPaymentMethods': ['payment_methods:read', (actor) => listPaymentMethods(app, actor)],
  'merchants/updatePaymentMethod': [
    'payment_methods:write',
    (actor) => updatePaymentMethod(app, actor, 'pm_none', {}),
  ],
  'payout/challengeTreasury': [
    'payment_methods:write',
    (actor) => challengeTreasury(app, actor, { network: 'none', treasury: '0x' }),
  ],
  'invoices/createInvoice': ['invoices:create', (actor) => createInvoice(app, actor, invoiceInput())],
  'invoices/createInvoiceOnce': [
    'invoices:create',
    (actor) => createInvoiceOnce(app, actor, 'a form', invoiceInput()),
  ],
  'customers/changeCustomer': ['customers:write', (actor) => changeCustomer(app, actor, NOBODY, {})],
  'customers/createCustomer': [
    'customers:write',
    (actor) => createCustomer(app, actor, { email: `${actor.role}@example.com`, name: null }),
  ],
  'customers/deleteCustomer': ['customers:erase', (actor) => deleteCustomer(app, actor, NOBODY)],
  'customers/getCustomer': ['customers:read', (actor) => getCustomer(app, actor, NOBODY)],
  'customers/listCustomerPage': [
    'customers:read',
    (actor) => listCustomerPage(app, actor, { page: 1, limit: 1, email: null }),
  ],
  'customers/eraseCustomer': ['customers:erase', (actor) => eraseCustomer(app, actor, NOBODY)],
  'customers/getCustomerCredit': ['customers:read', (actor) => getCustomerCredit(app, actor, NOBODY)],
  'customers/listCustomers': [
    'customers:read',
    (actor) => listCustomers(app, actor, { limit: 1, after: null }),
  ],
  'customers/showCustomer': ['customers:read', (actor) => showCustomer(app, actor, NOBODY)],
  'payout/setTreasury': [
    'payout:change',
    (actor) => setTreasury(app, actor, { network: 'nowhere', tokens: ['USDT'], treasury: '' }),
  ],
  'payout/callOffChange': ['payout:change', (actor) => callOffChange(app, actor, 'pm_none')],
  'xpub/changeXpub': [
    'payout:change',
    (actor) =>
      changeXpub(
        app,
        { ...actor, confirmedAt: app.clock.now() },
        { network: 'local', tokens: ['USDT'], xpub: 'none', lastSix: '' },
      ),
  ],
  'xpub/setFirstXpub': [
    'payout:change',
    (actor) =>
      setFirstXpub(app, actor, { network: 'local', tokens: ['USDT'], xpub: 'none', firstAddress: '' }),
  ],
  'xpub/listHoldings': ['settlements:read', (actor) => listHoldings(app, actor, 1)],
  'xpub/previewXpub': [
    'payout:change',
    (actor) => previewXpub(app, actor, { network: 'local', xpub: 'none' }),
  ],
  'audit/listAudit': ['audit:read', (actor) => listAudit(app, actor, ALL_LINES)],
  'dashboard/needsAttention': ['invoices:read', (actor) => needsAttention(app, actor)],
  'dashboard/showInvoice': ['invoices:read', (actor) => showInvoice(app, actor, NOTHING)],
  'events/listInvoiceEvents': [
    'invoices:read',
    (actor) =>
      listInvoiceEvents(app, actor, {
        type: null,
        invoiceId: null,
        createdAfter: null,
        createdBefore: null,
        after: null,
        limit: 1,
      }),
  ],
  'exceptions/listExceptions': [
    'invoices:read',
    (actor) => listExceptions(app, actor, { kind: null, invoiceId: null, after: null, limit: 1 }),
  ],
  'claims/listMisdirected': [
    'invoices:read',
    (actor) => listMisdirected(app, actor, { after: null, limit: 1 }),
  ],
  'invoices/getInvoice': ['invoices:read', (actor) => getInvoice(app, actor, NOTHING)],
  'invoices/listInvoices': ['invoices:read', (actor) => listInvoices(app, actor, EVERYTHING)],
  'invoices/cancelInvoice': [
    'invoices:cancel',
    (actor) => cancelInvoice(app, actor, NOTHING, { reason: null }),
  ],
  'checkout/createCheckoutInvoice': [
    'invoices:create',
    (actor) => createCheckoutInvoice(app, actor, checkoutInput()),
  ],
  'checkout/getCheckoutInvoice': ['invoices:read', (actor) => getCheckoutInvoice(app, actor, NOTHING)],
  'checkout/listCheckoutInvoices': [
    'invoices:read',
    (actor) => listCheckoutInvoices(app, actor, EVERY_CHECKOUT, { limit: 1, offset: 0 }),
  ],
  'checkout/getCheckoutStats': ['invoices:read', (actor) => getCheckoutStats(app, actor, EVERY_CHECKOUT)],
  'checkout/voidCheckoutInvoice': ['invoices:cancel', (actor) => voidCheckoutInvoice(app, actor, NOTHING)],
  'checkout/recordCheckoutPayment': [
    'invoices:record_payment',
    (actor) => recordCheckoutPayment(app, actor, NOTHING, { note: 'x' }),
  ],
  'checkout/resolveCheckoutException': [
    'invoices:complete',
    (actor) =>
      resolveCheckoutException(app, actor, NOTHING, {
        exception: null,
        action: 'ignore',
        note: 'x',
        payments: null,
      }),
  ],
  'invoices/recordOutsidePayment': [
    'invoices:record_payment',
    (actor) => recordOutsidePayment(app, actor, NOTHING, { note: 'x' }),
  ],
  'invoices/resolveException': [
    'invoices:complete',
    (actor) =>
      resolveException(app, actor, NOTHING, { exception: null, action: 'ignore', note: 'x', payments: null }),
  ],
  'invoices/completeInvoice': [
    'invoices:complete',
    (actor) => completeInvoice(app, actor, NOTHING, { reason: 'x', payments: null }),
  ],
  'screening/releaseHeld': [
    'invoices:release',
    (actor) => releaseHeld(app, actor, NOTHING, { note: 'x', payments: null }),
  ],
  'withdrawals/listWithdrawable': ['settlements:read', (actor) => listWithdrawable(app, actor)],
  'withdrawals/listWithdrawals': [
    'settlements:read',
    (actor) => listWithdrawals(app, actor, { limit: 1, after: null }),
  ],
  'withdrawals/getWithdrawal': [
    'settlements:read',
    (actor) => getWithdrawal(app, actor, { network: 'nowhere', txHash: '0x' }),
  ],
  'withdrawals/prepareWithdrawal': [
    'withdrawals:write',
    (actor) => prepareWithdrawal(app, actor, { network: 'nowhere', from: null, dust: false }),
  ],
  'withdrawals/confirmWithdrawals': [
    'withdrawals:write',
    (actor) => confirmWithdrawals(app, actor, { network: 'nowhere', txHashes: [] }),
  ],
  'refunds/prepareRefund': [
    'invoices:refund',
    (actor) =>
      prepareRefund(app, actor, NOTHING, {
        to: '',
        amount: { of: 'full' },
        network: null,
        token: null,
        reason: null,
        expiresInSeconds: null,
      }),
  ],
  'refunds/cancelRefund': ['invoices:refund', (actor) => cancelRefund(app, actor, NOTHING, 'ref_1')],
  'refunds/reportRefund': [
    'invoices:refund',
    (actor) => reportRefund(app, actor, { invoice: NOTHING, refund: 'ref_1' }, '0x1'),
  ],
  'refunds/listRefunds': ['invoices:read', (actor) => listRefunds(app, actor, NOTHING)],
  'sessionEvents/getEvent': ['invoices:read', (actor) => getEvent(app, actor, NOTHING)],
  'sessionEvents/listEvents': [
    'invoices:read',
    (actor) => listEvents(app, actor, { limit: 1, startingAfter: null, type: null, createdAfter: null }),
  ],
  'sessions/createSession': [
    'invoices:create',
    (actor) => createSession(app, actor, sessionInput({ linkId: NOTHING })),
  ],
  'sessions/getSession': ['invoices:read', (actor) => getSession(app, actor, NOTHING)],
  'sessions/getSessionOfInvoice': ['invoices:read', (actor) => getSessionOfInvoice(app, actor, NOTHING)],
  'sessions/listSessions': [
    'invoices:read',
    (actor) => listSessions(app, actor, { limit: 1, startingAfter: null, linkId: null }),
  ],
  'sessions/playSession': [
    'test:play',
    (actor) => playSession(app, actor, NOTHING, { kind: 'exact', token: null, wait: false }),
  ],
  'links/createLink': ['links:write', (actor) => createLink(app, actor, linkInput({ amountHundredths: 0n }))],
  'links/changeLink': ['links:write', (actor) => changeLink(app, actor, NOTHING, { active: false })],
  'links/deleteLink': ['links:write', (actor) => deleteLink(app, actor, NOTHING)],
  'links/getLink': ['links:read', (actor) => getLink(app, actor, NOTHING)],
  'links/listLinks': ['links:read', (actor) => listLinks(app, actor, { limit: 1, startingAfter: null })],
  'tokens/addToken': [
    'merchants:write',
    (actor) => addToken(app, actor, { network: 'nowhere', address: '' }),
  ],
  'wallets/declareWallet': [
    'wallets:manage',
    (actor) => declareWallet(app, actor, { address: '', label: null }),
  ],
  'wallets/forgetWallet': ['wallets:manage', (actor) => forgetWallet(app, actor, 'wal_1')],
  'wallets/listWallets': ['invoices:read', (actor) => listWallets(app, actor)],
  'merchants/changeMerchant': [
    'merchants:write',
    (actor) => changeMerchant(app, actor, { businessName: 'Another', settings: {} }),
  ],
  'settlements/listSettlements': [
    'settlements:read',
    (actor) =>
      listSettlements(app, actor, {
        limit: 1,
        after: null,
        status: null,
        from: null,
        to: null,
        currency: null,
      }),
  ],
  'merchants/setLogo': ['merchants:write', (actor) => setLogo(app, actor, new Uint8Array())],
  'merchants/removeLogo': ['merchants:write', (actor) => removeLogo(app, actor)],
  'settlements/getSettlement': ['settlements:read', (actor) => getSettlement(app, actor, NOTHING)],
  'webhooks/changeEndpoint': [
    'webhooks:manage',
    (actor) => changeEndpoint(app, actor, NO_ENDPOINT, { enabled: false }),
  ],
  'webhooks/createEndpoint': [
    'webhooks:manage',
    (actor) =>
      createEndpoint(app, actor, {
        url: 'https://merchant.example/hook',
        events: ['*'],
        secret: null,
        allowedIps: [],
        maxRetries: 1,
        retryBackoff: 'linear',
        timeoutSeconds: 1,
        enabled: false,
      }),
  ],
  'webhooks/deleteEndpoint': ['webhooks:manage', (actor) => deleteEndpoint(app, actor, NO_ENDPOINT)],
  'webhooks/getEndpoint': ['webhooks:read', (actor) => getEndpoint(app, actor, NO_ENDPOINT)],
  'webhooks/getDelivery': ['webhooks:read', (actor) => getDelivery(app, actor, NOTHING)],
  'webhooks/listDeliveries': [
    'webhooks:read',
    (actor) =>
      listDeliveries(app, actor, {
        limit: 1,
        after: null,
        endpointId: null,
        invoiceId: null,
        status: null,
        eventType: null,
      }),
  ],
  'webhooks/listDeliveryPage': [
    'webhooks:read',
    (actor) =>
      listDeliveryPage(app, actor, {
        limit: 1,
        startingAfter: null,
        endpointId: NO_ENDPOINT,
        status: null,
      }),
  ],
  'webhooks/listEndpointPage': [
    'webhooks:read',
    (actor) => listEndpointPage(app, { ...actor, dialect: 'sessions' }, { limit: 1, startingAfter: null }),
  ],
  'webhooks/listEndpoints': ['webhooks:read', (actor) => listEndpoints(app, actor)],
  'webhooks/rotateSecret': [
    'webhooks:manage',
    (actor) => rotateSecret(app, actor, NO_ENDPOINT, { secret: null, overlapSeconds: 0 }),
  ],
  'webhooks/testEndpoint': [
    'webhooks:manage',
    (actor) =>
      testEndpoint(app, actor, NO_ENDPOINT, {
        sender: NO_SENDER,
        bodies: { invoices: () => '', sessions: () => '', checkout: () => '' },
      }),
  ],
  'webhooks/resendDelivery': ['webhooks:resend', (actor) => resendDelivery(app, actor, NOTHING)],
  'testmode/playTest': ['test:play', (actor) => playTest(app, actor, NOTHING, [])],
}

describe.each(ROLES)('%s', (role) => {
  const actor: Actor = {
    merchantId,
    mode: 'test',
    label: 'user:usr_1',
    role,
    ipAddress: null,
    userAgent: null,
    requestId: null,
  }
  it.each(Object.entries(VERBS))('%s', async (_name, [permission, ask]) => {
    const refusal = await ask(actor).then(
      () => null,
      (error: { code?: string }) => error.code,
    )
    expect(refusal === 'NOT_PERMITTED').toBe(!roleMay(role, permission))
  })
})

it.each(ROLES)('%s makes a live key only where they may do all that it does (Q3)', async (role) => {
  const actor: Actor = {
    merchantId,
    mode: 'live',
    label: 'user:usr_1',
    role,
    ipAddress: null,
    userAgent: null,
    requestId: null,
  }
  const input = { name: 'x', mode: 'live', scopes: null, expiresAt: null } as const
  const outcome = await createApiKey(app, actor, input, hasher).then(
    () => 'made',
    (error: { code?: string }) => error.code,
  )
  expect(outcome).toBe(['owner', 'admin'].includes(role) ? 'made' : 'NOT_PERMITTED')
})

/** What takes an actor with a role is asked by somebody; parts of use cases take only merchant and mode. */
it('has every use case in the table above', () => {
  const services = path.resolve(import.meta.dirname, '../../../lib/services')
  const files = readdirSync(services, { recursive: true, encoding: 'utf8' })
  const asked = files
    .filter((file) => file.endsWith('.ts'))
    .filter((file) =>
      /export (async )?function \w+\(\s*ctx: \w+,\s*actor: (Actor\b|EndpointActor\b|Pick<(Endpoint)?Actor, [^>]*'role')/.test(
        readFileSync(path.join(services, file), 'utf8'),
      ),
    )
    .map((file) => file.replace(/\.ts$/, ''))
  expect(asked.toSorted()).toEqual(Object.keys(VERBS).toSorted())
})

it('lets the owner do everything, and nobody more than an owner', () => {
  for (const holders of Object.values(PERMISSIONS)) expect(holders).toContain('owner')
  expect(PERMISSIONS['payout:change']).toEqual(['owner'])
  for (const role of ROLES) expect(roleMay(role, 'invoices:read')).toBe(true)
})
