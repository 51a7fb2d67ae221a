import { randomUUID } from 'node:crypto'
import { createApp } from '@/lib/server/app'
import { readEnv } from '@/lib/env'
import { fixedRates } from '@/lib/rates/fixed'
import type { Actor } from '@/lib/services/context'
import { cancelInvoice } from '@/lib/services/invoices/cancelInvoice'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { playTest } from '@/lib/services/testmode/playTest'
import type { Step } from '@/lib/services/testmode/steps'
import type { Stack } from './stack'

export type TestInvoice = { id: string; url: string }

export type TestCustomer = {
  /**
   * Document 004's example order, $16.49 in USDT on the sandbox, final after 12 blocks. In euros it is €16.49, at a rate that the running
   * checkout does not know: once its lock of two minutes has ended there is no new one.
   */
  order(change?: { inEuros?: boolean }): Promise<TestInvoice>
  /** Lets steps happen to it on its own clock. */
  play(id: string, steps: readonly Step[]): Promise<void>
  cancel(id: string): Promise<void>
  close(): Promise<void>
}

/** Orders and pays in test mode beside a running stack, as another instance over its database would. */
export function testCustomer(stack: Pick<Stack, 'description' | 'environment'>): TestCustomer {
  const app = createApp(readEnv({ ...stack.environment, LOG_LEVEL: 'silent' }))
  const actor: Actor = {
    merchantId: stack.description.merchant.id,
    mode: 'test',
    label: 'test customer',
    ipAddress: null,
    userAgent: null,
    requestId: null,
  }
  return {
    async order({ inEuros = false } = {}) {
      // Another customer each time: an excess is its customer's credit, and taken off their next invoice.
      const order = { ...ORDER, metadata: { customer_id: randomUUID() }, ...(inEuros ? IN_EUROS : {}) }
      const rates = inEuros ? fixedRates([...app.env.fixedRates, 'EUR/USD=1.08']) : app.rates
      const { invoice } = await createInvoice({ ...app, rates }, actor, order)
      return { id: invoice.id, url: `${stack.description.baseUrl}/pay/${invoice.id}` }
    },
    async play(id, steps) {
      await playTest(app, actor, id, steps)
    },
    async cancel(id) {
      await cancelInvoice(app, actor, id, { reason: null })
    },
    close: () => app.pool.close(),
  }
}

const IN_EUROS = { currency: 'EUR', priceLockSeconds: 120 }

const ORDER = {
  title: 'VPN Service Order',
  description: 'Monthly VPN subscription with premium features',
  items: [
    {
      name: 'VPN Premium Plan',
      description: 'Monthly subscription with unlimited bandwidth',
      quantity: '1',
      unitPriceMinor: '999',
    },
    { name: 'Additional Static IP', description: null, quantity: '2', unitPriceMinor: '250' },
  ],
  taxMinor: 1_50n,
  currency: 'USD',
  cryptoCurrency: 'USDT',
  priceLockSeconds: null,
  expiresInSeconds: null,
  tolerance: {},
  confirmationsOverride: 12,
  webhookUrl: null,
  returnUrl: 'https://shop.example/success',
  cancelUrl: 'https://shop.example/cancel',
}
