import { ENDPOINTS, type Endpoint } from './openapi'

type Group = { slug: string; title: string; summary: string; endpoints: readonly Endpoint[] }

const METHODS = ['POST', 'GET', 'PUT', 'PATCH', 'DELETE']

/** The pages of the reference, in the order of the menu: each has the paths that begin with one of its prefixes. */
const SUBJECTS = [
  {
    slug: 'invoices',
    title: 'Invoices',
    summary: 'Ask for money, see what came, call it off, give it back.',
    prefixes: ['/api/v1/invoices'],
  },
  {
    slug: 'checkout-settings',
    title: 'Checkout API: configuration',
    summary: 'Configuration, payment methods and keys of /api/checkout.',
    prefixes: ['/api/checkout/config', '/api/checkout/payment-methods', '/api/checkout/api-keys'],
  },
  {
    slug: 'customers',
    title: 'Customers',
    summary: 'Who paid, and what they have left with you.',
    prefixes: ['/api/v1/customers'],
  },
  {
    slug: 'public',
    title: 'Public invoice',
    summary: 'What a customer may see: no key, open to every origin.',
    prefixes: ['/api/v1/public/invoice', '/api/v1/public/logos'],
  },
  {
    slug: 'payment-links',
    title: 'Payment links',
    summary: 'Addresses to share: each visit begins a checkout session.',
    prefixes: ['/api/v1/payment_links', '/api/v1/public/payment_links'],
  },
  {
    slug: 'checkout-sessions',
    title: 'Checkout sessions',
    summary: 'One customer’s way to pay once, from a link or made by your server.',
    prefixes: ['/api/v1/checkout_sessions', '/api/v1/test/checkout_sessions'],
  },
  {
    slug: 'session-events',
    title: 'Session events',
    summary: 'What happened to checkout sessions, and the endpoints that are told of it.',
    prefixes: ['/api/v1/events', '/api/v1/webhook_endpoints'],
  },
  {
    slug: 'checkout-invoices',
    title: 'Checkout invoices',
    summary: 'An amount in dollars and every way to pay it, by the Checkout API.',
    prefixes: ['/api/checkout/invoices', '/api/checkout/pay/'],
  },
  {
    slug: 'checkout-withdrawals',
    title: 'Checkout withdrawals',
    summary: 'What lies at your addresses, and one sweep of it that your own wallet signs.',
    prefixes: ['/api/checkout/address-transfer-withdrawals'],
  },
  {
    slug: 'settlements',
    title: 'Settlements',
    summary: 'The accounting of what was paid: gross, fee, net, and where it went.',
    prefixes: ['/api/v1/settlements'],
  },
  {
    slug: 'analytics',
    title: 'Analytics',
    summary: 'Volume, conversion and times, by the hour or by the month.',
    prefixes: ['/api/v1/analytics'],
  },
  {
    slug: 'webhooks',
    title: 'Webhook endpoints',
    summary: 'Where your servers are told, and what they were told.',
    prefixes: ['/api/v1/webhook-'],
  },
  {
    slug: 'test-mode',
    title: 'Test mode',
    summary: 'Play payments on test invoices.',
    prefixes: ['/api/v1/test/invoices', '/api/v1/test/scenarios'],
  },
  {
    slug: 'keys',
    title: 'Keys and tokens',
    summary: 'Keys for parts of your system, and tokens for what should not hold a key.',
    prefixes: ['/api/v1/api-keys', '/api/v1/auth'],
  },
  {
    slug: 'merchants',
    title: 'Merchant',
    summary: 'The account: settings, plan and what of it is used.',
    prefixes: ['/api/v1/merchants', '/api/v1/merchant-wallets'],
  },
  {
    slug: 'audit',
    title: 'Audit log',
    summary: 'Who changed what, when, and from where.',
    prefixes: ['/api/v1/audit'],
  },
  {
    slug: 'instance',
    title: 'This instance',
    summary: 'For whoever runs it: health, scheduled work, and this description.',
    prefixes: ['/api/health', '/api/cron', '/api/v1/openapi.json'],
  },
] as const

/** Every subject with at least one endpoint; what no prefix names has a page at the end, so that nothing is left out. */
export const GROUPS: readonly Group[] = [
  ...SUBJECTS.map(({ slug, title, summary }) => ({
    slug,
    title,
    summary,
    endpoints: endpointsOf(slug),
  })),
  {
    slug: 'more',
    title: 'More',
    summary: 'What stands for itself.',
    endpoints: endpointsOf(null),
  },
].filter(({ endpoints }) => endpoints.length > 0)

function subjectOf(path: string): string | null {
  const subject = SUBJECTS.find(({ prefixes }) => prefixes.some((prefix) => path.startsWith(prefix)))
  return subject?.slug ?? null
}

/** By path, and within a path first what makes something. */
function endpointsOf(slug: string | null): Endpoint[] {
  const place = ({ method }: Endpoint) => METHODS.indexOf(method)
  return ENDPOINTS.filter(({ path }) => subjectOf(path) === slug).toSorted(
    (a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) || place(a) - place(b),
  )
}
