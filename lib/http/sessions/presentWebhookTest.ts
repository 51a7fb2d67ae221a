import type { z } from 'zod'
import type { TestMessage } from '@/lib/services/webhooks/testEndpoint'
import { writeJson } from '../json'
import { timestamp } from '../time'
import type { sessionAnswer } from './sessionSchemas'

const MINUTE_MS = 60_000

/** A made-up `session.paid`: never live, and of a session, address and transaction that there are not. */
export function sessionsTestBody({ id, createdAt }: TestMessage): string {
  const minutes = (count: number) => timestamp(new Date(createdAt.getTime() + count * MINUTE_MS))
  const address = `0x${'00'.repeat(20)}`
  const session: z.output<typeof sessionAnswer> = {
    id: 'cs_test',
    object: 'checkout_session',
    linkId: null,
    status: 'paid',
    title: 'Test',
    address,
    amount: { wei: '3000000000000000', eth: '0.003' },
    fiat: { amount: '10.00', currency: 'USD' },
    ethPriceUsd: '3333.33',
    paymentOptions: [{ token: 'ETH', network: 'sandbox', chainId: 0, address, amount: '0.003' }],
    expiresAt: minutes(4),
    paidAt: minutes(0),
    txHash: `0x${'00'.repeat(32)}`,
    chainId: 0,
    metadata: { test: 'true' },
    customerId: null,
    collected: { email: null, name: null, note: null },
    successUrl: null,
    cancelUrl: null,
    checkoutUrl: 'https://checkout.invalid/checkout/cs_test',
    invoiceId: 'inv_test',
    createdAt: minutes(-1),
  }
  return writeJson({
    id,
    object: 'event',
    type: 'session.paid',
    livemode: false,
    data: session,
    createdAt: timestamp(createdAt),
  })
}
