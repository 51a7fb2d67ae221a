import { CryptoCheckout, type Attempt, type NewInvoice } from '@/sdk/src/index'
import { CRON_SECRET } from '@/tests/support/app'
import { documentedInstance } from '../docs/world'

/** 16.49 dollars, in tethers. */
export const NEW_INVOICE: NewInvoice = {
  title: 'VPN Service Order',
  items: [
    { name: 'VPN Premium Plan', quantity: '1', unit_price: '9.99' },
    { name: 'Additional Static IP', quantity: '2', unit_price: '2.50' },
  ],
  tax: '1.50',
  crypto_currency: 'USDT',
}

/** A shop in test mode at a running instance, with the client, and what the client has sent. */
export async function sdkShop(options: { inRealTime?: boolean } = {}) {
  const instance = await documentedInstance(options)
  const attempts: Attempt[] = []
  const clientWith = (apiKey: string) =>
    new CryptoCheckout({
      baseUrl: instance.base,
      apiKey,
      cronSecret: CRON_SECRET,
      maxRetries: 0,
      onAttempt: (attempt) => void attempts.push(attempt),
    })
  return { ...instance, client: clientWith(instance.key), clientWith, attempts }
}

/** Everything that comes, in a list. */
export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const taken: Item[] = []
  for await (const item of items) taken.push(item)
  return taken
}
