import { removeLogo } from '@/lib/services/merchants/removeLogo'
import { setLogo } from '@/lib/services/merchants/setLogo'
import { discLogo } from '@/tests/support/logo'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { webhookDeliveries } from '@/db/schema'
import type { Screening } from '@/lib/chains/screening/port'
import { createKeyHasher } from '@/lib/auth/keyHasher'
import { createTokenSigner } from '@/lib/auth/tokens'
import { newId } from '@/lib/ids'
import { createCheckoutInvoice } from '@/lib/services/checkout/createCheckoutInvoice'
import { recordCheckoutPayment } from '@/lib/services/checkout/recordCheckoutPayment'
import { resolveCheckoutException } from '@/lib/services/checkout/resolveCheckoutException'
import { voidCheckoutInvoice } from '@/lib/services/checkout/voidCheckoutInvoice'
import { checkoutInput } from '@/tests/support/checkout'
import { changeApiKey } from '@/lib/services/apiKeys/changeApiKey'
import { methodsOf } from '@/db/queries/paymentMethods'
import { DEFAULT_TIMING } from '@/lib/domain/paymentTiming'
import { createCheckoutKey } from '@/lib/services/apiKeys/createCheckoutKey'
import { revokeCheckoutKey } from '@/lib/services/apiKeys/revokeCheckoutKey'
import { putConfig, type ConfigInput } from '@/lib/services/checkoutConfig/putConfig'
import { rotateConfigSecret } from '@/lib/services/checkoutConfig/rotateConfigSecret'
import { createPaymentMethod } from '@/lib/services/merchants/createPaymentMethod'
import { updatePaymentMethod } from '@/lib/services/merchants/updatePaymentMethod'
import { createApiKey } from '@/lib/services/apiKeys/createApiKey'
import { issueToken } from '@/lib/services/apiKeys/issueToken'
import { revokeApiKey } from '@/lib/services/apiKeys/revokeApiKey'
import { chainLines } from '@/lib/services/audit/chainLines'
import { UNKNOWN_ORIGIN } from '@/lib/services/audit/recordOfPerson'
import { verifyChain } from '@/lib/services/audit/verifyChain'
import type { Actor } from '@/lib/services/context'
import { changeCustomer } from '@/lib/services/customers/changeCustomer'
import { createCustomer } from '@/lib/services/customers/createCustomer'
import { deleteCustomer } from '@/lib/services/customers/deleteCustomer'
import { eraseCustomer } from '@/lib/services/customers/eraseCustomer'
import { cancelInvoice } from '@/lib/services/invoices/cancelInvoice'
import { completeInvoice } from '@/lib/services/invoices/completeInvoice'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { createInvoiceOnce } from '@/lib/services/invoices/createInvoiceOnce'
import { recordOutsidePayment } from '@/lib/services/invoices/recordOutsidePayment'
import { resolveException } from '@/lib/services/invoices/resolveException'
import { changeLink } from '@/lib/services/links/changeLink'
import { createLink } from '@/lib/services/links/createLink'
import { deleteLink } from '@/lib/services/links/deleteLink'
import { changeMerchant } from '@/lib/services/merchants/changeMerchant'
import { registerMerchant } from '@/lib/services/merchants/registerMerchant'
import { setTerms } from '@/lib/services/merchants/setTerms'
import { cancelRefund } from '@/lib/services/refunds/cancelRefund'
import { prepareRefund } from '@/lib/services/refunds/prepareRefund'
import { reportRefund } from '@/lib/services/refunds/reportRefund'
import { releaseHeld } from '@/lib/services/screening/releaseHeld'
import { createSession } from '@/lib/services/sessions/createSession'
import { playSession } from '@/lib/services/sessions/playSession'
import { keepAddedToken } from '@/db/queries/addedTokens'
import { addToken } from '@/lib/services/tokens/addToken'
import { declareWallet } from '@/lib/services/wallets/declareWallet'
import { forgetWallet } from '@/lib/services/wallets/forgetWallet'
import { playPublicTest, playTest } from '@/lib/services/testmode/playTest'
import { stepsOf, type Step } from '@/lib/services/testmode/steps'
import { changePassword, signOutEverywhere } from '@/lib/services/users/changePassword'
import { signIn } from '@/lib/services/users/signIn'
import { changeEndpoint } from '@/lib/services/webhooks/changeEndpoint'
import { closeFailing } from '@/lib/services/webhooks/closeFailing'
import { createEndpoint } from '@/lib/services/webhooks/createEndpoint'
import { deleteEndpoint } from '@/lib/services/webhooks/deleteEndpoint'
import { resendDelivery } from '@/lib/services/webhooks/resendDelivery'
import { rotateSecret } from '@/lib/services/webhooks/rotateSecret'
import { callOffChange } from '@/lib/services/payout/callOffChange'
import { setTreasury } from '@/lib/services/payout/setTreasury'
import { changeXpub } from '@/lib/services/xpub/changeXpub'
import { setFirstXpub } from '@/lib/services/xpub/setFirstXpub'
import { testWallet } from '@/tests/support/wallet'
import { linkInput, sessionInput } from '@/tests/support/links'
import { invoiceInput } from '@/tests/support/world'
import { accountsWorld, HOME, PASSWORD } from '../accounts/world'

const world = await accountsWorld()
const { app } = world
const hasher = createKeyHasher(app.env.apiKeyPeppers)
const SECRET = 'whsec_thisIsASecretThatNobodyMayReadAnywhere00'

const { id: merchantId } = await world.merchant()
// Room for everything that is made below.
await setTerms(app, merchantId, { planType: 'enterprise' })
const actor: Actor = {
  merchantId,
  mode: 'live',
  label: 'user:usr_1',
  role: 'owner',
  ipAddress: '192.0.2.7',
  userAgent: 'Browser/1.0',
  requestId: 'req_1',
}
const tester: Actor = { ...actor, mode: 'test' }

const CONFIG: ConfigInput = {
  defaultPaymentTiming: DEFAULT_TIMING,
  invoiceIssuerName: 'Acme',
  sendInvoiceCreatedEmail: false,
  sendInvoicePaidEmail: true,
  invoiceCreateFields: { productName: true },
  redirectUrl: null,
  webhookUrl: 'https://merchant.example/checkout?token=hush',
  events: ['invoice_confirmed'],
  methods: null,
}

const newKey = () =>
  createApiKey(app, actor, { name: 'Shop', mode: 'test', scopes: null, expiresAt: null }, hasher)
const newEndpoint = async () => {
  const input = {
    url: 'https://merchant.example/hook?token=hush',
    events: ['*'],
    secret: SECRET,
    allowedIps: [],
    maxRetries: 1,
    retryBackoff: 'linear' as const,
    timeoutSeconds: 5,
    enabled: true,
  }
  return (await createEndpoint(app, actor, input)).view.endpoint.id
}
const changeWallet = () => {
  const wallet = testWallet(51)
  const confirmed = { ...actor, confirmedAt: app.clock.now() }
  const lastSix = wallet.account(0).address.slice(-6)
  return changeXpub(app, confirmed, { network: 'local', tokens: ['USDC'], xpub: wallet.xpub, lastSix })
}
const newInvoice = async (who = actor) => (await createInvoice(app, who, invoiceInput())).invoice.id
const newCheckout = async () => (await createCheckoutInvoice(app, actor, checkoutInput())).invoice.id

/** A test invoice to which that came, and a refund of all of it. */
const paidBy = async (...steps: Step[]) => {
  const id = await newInvoice(tester)
  await playTest(app, tester, id, steps)
  return id
}
/** A test invoice whose payer is on a list. */
const heldOne = async () => {
  const everybody: Screening = {
    id: 'list',
    covers: () => true,
    listed: ({ addresses }) => Promise.resolve(new Set(addresses)),
    state: () => ({ id: 'list', networks: null, trouble: null }),
  }
  app.screening = { sources: [everybody], unknownSender: 'hold' }
  const id = await paidBy(...stepsOf('exact', {}), { type: 'wait', until: 'confirmed' })
  app.screening = null
  return id
}
const prepare = (id: string) =>
  prepareRefund(app, tester, id, {
    to: `0x${'a1'.repeat(20)}`,
    amount: { of: 'full' },
    network: null,
    token: null,
    reason: null,
    expiresInSeconds: null,
  })
const prepared = async () => {
  const id = await paidBy(...stepsOf('exact', {}), { type: 'wait', until: 'confirmed' })
  return `${id} ${(await prepare(id)).id}`
}
const both = (ids: string) => ids.split(' ') as [string, string]

/** Something changed: how it is made ready, and the change itself. */
type Change = { ready?: () => Promise<string>; change: (id: string) => Promise<unknown>; action: string }

/** Every use case that takes an Actor and changes something, with the line or event that it leaves. A new one needs its line here. */
const CHANGES: Record<string, Change> = {
  'apiKeys/createApiKey': { change: newKey, action: 'api_key.created' },
  'apiKeys/changeApiKey': {
    ready: async () => (await newKey()).row.id,
    change: (id) => changeApiKey(app, actor, id, { name: 'Other' }),
    action: 'api_key.changed',
  },
  'apiKeys/revokeApiKey': {
    ready: async () => (await newKey()).row.id,
    change: (id) => revokeApiKey(app, actor, id),
    action: 'api_key.revoked',
  },
  'apiKeys/createCheckoutKey': {
    change: () => createCheckoutKey(app, actor, 'Shop', hasher),
    action: 'api_key.created',
  },
  'apiKeys/revokeCheckoutKey': {
    ready: async () => (await createCheckoutKey(app, actor, 'Shop', hasher)).row.id,
    change: (id) => revokeCheckoutKey(app, actor, id),
    action: 'api_key.revoked',
  },
  'checkoutConfig/putConfig': { change: () => putConfig(app, actor, CONFIG), action: 'checkout_config.set' },
  'checkoutConfig/rotateConfigSecret': {
    ready: async () => (await putConfig(app, actor, CONFIG)).row.id,
    change: () => rotateConfigSecret(app, actor, 60),
    action: 'webhook_endpoint.secret_rotated',
  },
  'merchants/createPaymentMethod': {
    change: async () => {
      const token = { network: 'local', address: '0x00000000000000000000000000000000000000b9' }
      const said = { symbol: 'COUPONS', name: 'Coupons', decimals: 0, createdAt: app.clock.now() }
      await keepAddedToken(app.db, { ...token, ...said })
      const treasury = testWallet(53).account(0).address
      const input = { network: 'local', token: 'COUPONS', rails: ['forwarder'] as ['forwarder'] }
      return createPaymentMethod(app, actor, { ...input, treasury, lastSix: treasury.slice(-6) })
    },
    action: 'payment_method.added',
  },
  'payout/setTreasury': {
    change: async () => {
      const token = { network: 'local', address: '0x00000000000000000000000000000000000000ba' }
      const said = { symbol: 'TICKETS', name: 'Tickets', decimals: 0, createdAt: app.clock.now() }
      await keepAddedToken(app.db, { ...token, ...said })
      const treasury = testWallet(53).account(1).address
      const lastSix = treasury.slice(-6)
      return setTreasury(
        app,
        { ...actor, confirmedAt: app.clock.now() },
        {
          network: 'local',
          tokens: ['TICKETS'],
          treasury,
          lastSix,
        },
      )
    },
    action: 'payment_method.added',
  },
  'merchants/updatePaymentMethod': {
    ready: async () => (await methodsOf(app.db, actor)).find(({ token }) => token === 'ETH')?.id ?? '',
    change: (id) => updatePaymentMethod(app, actor, id, { label: 'Ether' }),
    action: 'payment_method.changed',
  },
  'customers/createCustomer': {
    change: () => createCustomer(app, actor, { email: 'new@example.com', name: 'New' }),
    action: 'customer.created',
  },
  'customers/changeCustomer': {
    ready: async () =>
      (await createCustomer(app, actor, { email: 'old@example.com', name: 'Old' })).customer.id,
    change: (id) => changeCustomer(app, actor, id, { name: 'Older' }),
    action: 'customer.changed',
  },
  'customers/deleteCustomer': {
    ready: async () =>
      (await createCustomer(app, actor, { email: 'gone@example.com', name: null })).customer.id,
    change: (id) => deleteCustomer(app, actor, id),
    action: 'customer.erased',
  },
  'customers/eraseCustomer': {
    ready: async () => {
      const input = invoiceInput({ metadata: { customer_id: 'cust_456' } })
      return (await createInvoice(app, actor, input)).invoice.customerId ?? ''
    },
    change: (id) => eraseCustomer(app, actor, id),
    action: 'customer.erased',
  },
  'invoices/createInvoice': { change: () => newInvoice(), action: 'invoice.created' },
  'invoices/createInvoiceOnce': {
    change: () => createInvoiceOnce(app, actor, 'a form', invoiceInput()),
    action: 'invoice.created',
  },
  'invoices/cancelInvoice': {
    ready: () => newInvoice(),
    change: (id) => cancelInvoice(app, actor, id, { reason: 'gone' }),
    action: 'invoice.cancelled',
  },
  'invoices/completeInvoice': {
    ready: () => paidBy(...stepsOf('under', {}), { type: 'wait', until: 'expired' }),
    change: (id) => completeInvoice(app, tester, id, { reason: 'enough', payments: null }),
    action: 'invoice.completed',
  },
  'checkout/createCheckoutInvoice': {
    change: () => createCheckoutInvoice(app, actor, checkoutInput()),
    action: 'invoice.created',
  },
  'checkout/voidCheckoutInvoice': {
    ready: newCheckout,
    change: (id) => voidCheckoutInvoice(app, actor, id),
    action: 'invoice.cancelled',
  },
  'checkout/recordCheckoutPayment': {
    ready: newCheckout,
    change: (id) => recordCheckoutPayment(app, actor, id, { note: 'cash' }),
    action: 'invoice.paid_outside',
  },
  'checkout/resolveCheckoutException': {
    async ready() {
      const { invoice } = await createCheckoutInvoice(app, tester, checkoutInput())
      await playTest(app, tester, invoice.id, stepsOf('late', {}))
      return invoice.id
    },
    change: (id) =>
      resolveCheckoutException(app, tester, id, {
        exception: null,
        action: 'ignore',
        note: 'x',
        payments: null,
      }),
    action: 'invoice.exception_closed',
  },
  'invoices/recordOutsidePayment': {
    ready: () => newInvoice(),
    change: (id) => recordOutsidePayment(app, actor, id, { note: 'cash' }),
    action: 'invoice.paid_outside',
  },
  'invoices/resolveException': {
    ready: () => paidBy(...stepsOf('late', {})),
    change: (id) =>
      resolveException(app, tester, id, { exception: null, action: 'ignore', note: 'x', payments: null }),
    action: 'invoice.exception_closed',
  },
  'screening/releaseHeld': {
    ready: heldOne,
    change: (id) => releaseHeld(app, tester, id, { note: 'a known customer', payments: null }),
    action: 'payment.released',
  },
  'refunds/prepareRefund': {
    ready: () => paidBy(...stepsOf('exact', {}), { type: 'wait', until: 'confirmed' }),
    change: prepare,
    action: 'refund.prepared',
  },
  'refunds/cancelRefund': {
    ready: prepared,
    change: (ids) => cancelRefund(app, tester, ...both(ids)),
    action: 'refund.cancelled',
  },
  'refunds/reportRefund': {
    ready: prepared,
    change(ids) {
      const [invoice, refund] = both(ids)
      return reportRefund(app, tester, { invoice, refund }, `0x${'b2'.repeat(32)}`)
    },
    action: 'refund.reported',
  },
  'links/createLink': {
    change: () => createLink(app, actor, linkInput()),
    action: 'payment_link.created',
  },
  'links/changeLink': {
    ready: async () => (await createLink(app, actor, linkInput())).id,
    change: (id) => changeLink(app, actor, id, { maxUses: 3, asked: { email: 'required' } }),
    action: 'payment_link.changed',
  },
  'links/deleteLink': {
    ready: async () => (await createLink(app, actor, linkInput())).id,
    change: (id) => deleteLink(app, actor, id),
    action: 'payment_link.deleted',
  },
  'sessions/createSession': {
    change: () => createSession(app, actor, sessionInput()),
    action: 'invoice.created',
  },
  'sessions/playSession': {
    ready: async () => (await createSession(app, tester, sessionInput())).session.id,
    change: (id) => playSession(app, tester, id, { kind: 'exact', token: null, wait: true }),
    action: 'test.played',
  },
  'tokens/addToken': {
    change: async () => {
      // Known already, so that no chain is asked.
      const token = { network: 'local', address: '0x00000000000000000000000000000000000000A7' }
      const said = { symbol: 'POINTS', name: 'Points', decimals: 2, createdAt: app.clock.now() }
      await keepAddedToken(app.db, { ...token, ...said })
      return addToken(app, actor, token)
    },
    action: 'payment_method.added',
  },
  'wallets/declareWallet': {
    change: () => declareWallet(app, actor, { address: `0x${'c3'.repeat(20)}`, label: 'Refunds' }),
    action: 'wallet.declared',
  },
  'wallets/forgetWallet': {
    ready: async () => (await declareWallet(app, actor, { address: `0x${'d4'.repeat(20)}`, label: null })).id,
    change: (id) => forgetWallet(app, actor, id),
    action: 'wallet.forgotten',
  },
  'merchants/changeMerchant': {
    change: () =>
      changeMerchant(app, actor, { contactEmail: 'new@example.com', settings: { overpaymentMinor: 7n } }),
    action: 'merchant.changed',
  },
  'merchants/setLogo': { change: () => setLogo(app, actor, discLogo()), action: 'merchant.logo_set' },
  'merchants/removeLogo': {
    ready: async () => (await setLogo(app, actor, discLogo())).id,
    change: () => removeLogo(app, actor),
    action: 'merchant.logo_removed',
  },
  'testmode/playTest': {
    ready: () => newInvoice(tester),
    change: (id) => playTest(app, tester, id, stepsOf('exact', {})),
    action: 'test.played',
  },
  'xpub/changeXpub': { change: () => changeWallet(), action: 'payment_method.added' },
  'xpub/setFirstXpub': {
    change: async () => {
      const token = { network: 'local', address: '0x00000000000000000000000000000000000000A8' }
      const said = { symbol: 'STAMPS', name: 'Stamps', decimals: 0, createdAt: app.clock.now() }
      await keepAddedToken(app.db, { ...token, ...said })
      const wallet = testWallet(52)
      const input = { network: 'local', tokens: ['STAMPS'], xpub: wallet.xpub }
      return setFirstXpub(app, actor, { ...input, firstAddress: wallet.account(0).address })
    },
    action: 'payment_method.added',
  },
  'payout/callOffChange': {
    ready: async () => (await changeWallet())[0]?.id ?? '',
    change: (id) => callOffChange(app, actor, id),
    action: 'payment_method.change_called_off',
  },
  'webhooks/createEndpoint': { change: newEndpoint, action: 'webhook_endpoint.created' },
  'webhooks/changeEndpoint': {
    ready: newEndpoint,
    change: (id) => changeEndpoint(app, actor, id, { maxRetries: 3, secret: `${SECRET}x` }),
    action: 'webhook_endpoint.changed',
  },
  'webhooks/deleteEndpoint': {
    ready: newEndpoint,
    change: (id) => deleteEndpoint(app, actor, id),
    action: 'webhook_endpoint.deleted',
  },
  'webhooks/rotateSecret': {
    ready: newEndpoint,
    change: (id) => rotateSecret(app, actor, id, { secret: `${SECRET}y`, overlapSeconds: 60 }),
    action: 'webhook_endpoint.secret_rotated',
  },
  'webhooks/resendDelivery': {
    async ready() {
      const endpoint = await newEndpoint()
      await newInvoice()
      const rows = await app.db.select().from(webhookDeliveries)
      return rows.find(({ endpointId }) => endpointId === endpoint)?.id ?? ''
    },
    change: (id) => resendDelivery(app, actor, id),
    action: 'webhook_delivery.resent',
  },
}

/** Use cases that take an Actor and change nothing, beside those whose name says so. */
const READ = /\/(get|list|show)[A-Z]/
const OTHER_READS = [
  'dashboard/needsAttention',
  'checkoutConfig/treasuryBalances',
  'payout/challengeTreasury',
  'xpub/previewXpub',
  'withdrawals/prepareWithdrawal',
  // Sends something and writes nothing.
  'webhooks/testEndpoint',
]

/** What needs a chain of its own: its line is looked for in `tests/integration` where it has one. */
const ON_CHAIN = ['withdrawals/confirmWithdrawals']

/** The lines of a merchant's log that are new, and everything that it holds as text. */
async function newLines(work: () => Promise<unknown>, chain = merchantId): Promise<string[]> {
  const all = async () => [
    ...(await app.db.execute<{ id: string; action: string }>(sql`
      select k.line_id as id, coalesce(e.type, a.action) as action from audit_links k
      left join events e on e.id = k.line_id left join audit_entries a on a.id = k.line_id
      where k.chain = ${chain} order by k.turn`)),
  ]
  const before = new Set((await all()).map(({ id }) => id))
  await work()
  return (await all()).filter(({ id }) => !before.has(id)).map(({ action }) => action)
}

it.each(Object.entries(CHANGES))('%s leaves a line', async (_name, { ready, change, action }) => {
  const id = (await ready?.()) ?? ''
  const lines = await newLines(() => change(id))
  expect(lines).toContain(action)
  expect(new Set(lines).size).toBe(lines.length)
})

it('has every use case that takes an Actor in one of the two lists above', () => {
  const services = path.resolve(import.meta.dirname, '../../../lib/services')
  const asked = readdirSync(services, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .filter((file) =>
      /export (async )?function \w+\(\s*ctx: \w+,\s*actor: (Actor\b|EndpointActor\b|Pick<(Endpoint)?Actor, [^>]*'role')/.test(
        readFileSync(path.join(services, file), 'utf8'),
      ),
    )
    .map((file) => file.replace(/\.ts$/, ''))
    .filter((name) => !READ.test(name))
  expect(asked.toSorted()).toEqual([...Object.keys(CHANGES), ...OTHER_READS, ...ON_CHAIN].toSorted())
})

it.each<[string, string, () => Promise<unknown>]>([
  ['a merchant’s terms', 'merchant.terms_changed', () => setTerms(app, merchantId, { feeBps: 50 })],
  [
    'a token',
    'token.issued',
    async () => {
      const { row } = await newKey()
      const signer = createTokenSigner(app.env.jwtSecrets, app.env.publicUrl)
      const from = { ...UNKNOWN_ORIGIN, requestId: 'req_2' }
      await issueToken(app, row, { scopes: null, seconds: 60 }, signer, from)
    },
  ],
  [
    'an endpoint that is given up',
    'webhook_endpoint.disabled',
    async () => {
      const id = await newEndpoint()
      await closeFailing(app, { gone: [id], failing: [] }, app.clock.now())
    },
  ],
  [
    'a customer’s simulated payment',
    'test.played',
    async () => playPublicTest(app, await newInvoice(tester), 'exact'),
  ],
])('%s leaves a line', async (_name, action, change) => {
  expect(await newLines(change)).toContain(action)
})

it('tells of a person’s account in the log of their merchant, and of nobody’s in the instance’s', async () => {
  const email = await world.person()
  const { userId } = await world.claims(email)
  const [member] = await app.db.execute<{ merchant_id: string }>(
    sql`select merchant_id from memberships where user_id = ${userId}`,
  )
  const chain = member?.merchant_id ?? ''
  const changed = { currentPassword: PASSWORD, password: 'a whole new password' }
  const client = { ...HOME, userAgent: 'Browser/1.0' }
  expect(
    await newLines(async () => {
      await signIn(app, { email, password: 'wrong' }, client)
      await signIn(app, { email, password: PASSWORD }, client)
      await changePassword(app, userId, changed)
      await signOutEverywhere(app, userId)
    }, chain),
  ).toEqual(['sign_in.refused', 'sign_in.succeeded', 'password.changed', 'sessions.ended'])
  const stranger = () => signIn(app, { email: 'nobody@example.com', password: 'wrong' }, client)
  expect(await newLines(stranger, 'instance')).toEqual(['sign_in.refused'])
})

it('registering is told with all that it makes, and who vouched', async () => {
  const made = await registerMerchant(app, {
    businessName: 'Jane Roe',
    contactEmail: 'jane@roe.example',
    planType: 'basic',
    feeBps: 100,
    owner: { email: 'jane@roe.example', passwordHash: newId('usr', app.clock.now()), emailVerifiedAt: null },
  })
  const rows = await app.db.execute(sql`select action, actor, personal::text, changes::text from audit_entries
    join audit_links on line_id = id where merchant_id = ${made.id} order by turn`)
  expect(rows.slice(0, 3).map(({ action }) => action)).toEqual([
    'merchant.registered',
    'member.added',
    'payment_method.added',
  ])
  expect(rows[0]?.personal).toContain('jane@roe.example')
  expect(JSON.stringify(rows.map(({ changes }) => changes))).not.toMatch(/jane|roe/i)
})

it('holds no secret, and can be verified after all of this', async () => {
  const rows = await app.db.execute(sql`select a::text as text from audit_entries a`)
  const text = rows.map((row) => String(row.text)).join('\n')
  expect(text).not.toMatch(/hush|thisIsASecret|sk_(live|test)_[0-9A-Za-z]{20}|correct horse|nobody@example/)
  await chainLines(app, { until: new Date(app.clock.now().getTime() + 60_000) })
  expect(await verifyChain(app, merchantId)).toMatchObject({ waiting: 0, broken: null })
})
