export type Guide = {
  /** The last part of its address below `/docs`. */
  slug: string
  /** In the menu; the page's own heading is the file's. */
  title: string
  summary: string
  /** Below `docs/`. */
  file: string
}

type GuideGroup = { label: string; guides: readonly Guide[] }

/** Which documents of the repository an instance shows under `/docs`, in the order in which one reads them. */
export const GUIDE_GROUPS: readonly GuideGroup[] = [
  {
    label: 'Start',
    guides: [
      {
        slug: 'first-payment',
        title: 'First payment',
        summary: 'From a test key to a paid invoice and the webhook that tells of it, in ten minutes.',
        file: 'first-payment.md',
      },
      {
        slug: 'test-mode',
        title: 'Test mode',
        summary: 'Meet short, late, doubled and undone payments in seconds, without money.',
        file: 'test-mode.md',
      },
      {
        slug: 'going-live',
        title: 'Going live',
        summary: 'What to have in place before the first customer pays with real money.',
        file: 'going-live.md',
      },
    ],
  },
  {
    label: 'Guides',
    guides: [
      {
        slug: 'using-the-api',
        title: 'Using the API',
        summary: 'Keys, idempotency, lists, limits, and every request in the order you will need it.',
        file: 'api.md',
      },
      {
        slug: 'sdk',
        title: 'TypeScript SDK',
        summary: 'Every request as a typed method, with retries, pages, waiting and signatures done.',
        file: 'sdk.md',
      },
      {
        slug: 'payment-links',
        title: 'Payment links and sessions',
        summary: 'Share an address, and let each visit begin a checkout of its own.',
        file: 'payment-links.md',
      },
      {
        slug: 'checkout-api',
        title: 'The Checkout API',
        summary: 'Keys, sessions and tokens, configuration, and where money goes, under /api/checkout.',
        file: 'checkout-api.md',
      },
      {
        slug: 'verifying-webhooks',
        title: 'Verifying webhooks',
        summary: 'A receiver that believes nobody but this server, in TypeScript and Python.',
        file: 'verifying-webhooks.md',
      },
      {
        slug: 'checkout-invoices',
        title: 'Checkout invoices',
        summary:
          'An amount in dollars, every way to pay it, its statuses, exceptions and webhooks, under /api/checkout.',
        file: 'checkout-invoices.md',
      },
      {
        slug: 'webhooks',
        title: 'Webhooks',
        summary: 'Every event, how often it is tried, and what happens while your server is away.',
        file: 'webhooks.md',
      },
      {
        slug: 'session-webhooks',
        title: 'Webhooks and events of sessions',
        summary: 'What becomes of checkout sessions, told as it happens and kept for 90 days.',
        file: 'session-webhooks.md',
      },
      {
        slug: 'customers',
        title: 'Customers and credit',
        summary: 'What happens to money that is too much, and how a customer spends it.',
        file: 'customers.md',
      },
      {
        slug: 'live-updates',
        title: 'Live updates',
        summary: 'Show a payment on your own page as it happens, with Server-Sent Events.',
        file: 'live-updates.md',
      },
    ],
  },
]

export const GUIDES: readonly Guide[] = GUIDE_GROUPS.flatMap((group) => group.guides)
