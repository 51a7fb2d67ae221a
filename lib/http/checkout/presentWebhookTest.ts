import type { z } from 'zod'
import type { TestMessage } from '@/lib/services/webhooks/testEndpoint'
import { decimal, writeJson, type Wire } from '../json'
import { timestamp } from '../time'
import type { checkoutMessage } from './invoiceSchemas'

const MINUTE_MS = 60_000
const NOBODY = '00000000-0000-4000-8000-000000000000'

/** A made-up `invoice_confirmed`: never live, and of an invoice and a transaction that there are not. */
export function checkoutTestBody({ id, createdAt }: TestMessage): string {
  const minutes = (count: number) => timestamp(new Date(createdAt.getTime() + count * MINUTE_MS))
  const ten = decimal('10.00')
  const none = decimal('0.00')
  const message: Wire<z.output<typeof checkoutMessage>> = {
    id,
    event: 'invoice_confirmed',
    createdAt: timestamp(createdAt),
    invoice: {
      id: NOBODY,
      paymentUrl: `https://checkout.invalid/pay/${NOBODY}`,
      status: 'confirmed',
      amountUsd: ten,
      receivedAmountUsd: ten,
      confirmedAmountUsd: ten,
      paymentCoverage: 'exact_payment',
      paymentSummary: {
        paymentCoverage: 'exact_payment',
        receivedAmountUsd: ten,
        confirmedAmountUsd: ten,
        remainingAmountUsd: none,
        overpaymentAmountUsd: none,
      },
      paymentTiming: { mode: 'immediate', expiresAfterMinutes: 20, payableUntilAt: minutes(19) },
      confirmations: 12,
      paymentDetectedAt: minutes(0),
      confirmedAt: minutes(0),
      paidOutOfBandAt: null,
      paidOutOfBandNote: null,
      defaultPaymentOptionId: 'opt_test',
      lastPaymentOptionId: 'opt_test',
      lastTransactionHash: `0x${'00'.repeat(32)}`,
      exceptionType: null,
      exceptionStatus: null,
      exceptionAction: null,
      exceptionNote: null,
      exceptionClosedAt: null,
      productName: 'Test',
      productCode: null,
      integrationId: null,
      issuedBy: null,
      billTo: null,
      merchantReference: null,
      externalInvoiceId: null,
      customerId: null,
      customerEmail: null,
      redirectUrl: null,
      metadata: { test: 'true' },
      livemode: false,
      createdAt: minutes(-1),
      updatedAt: minutes(0),
    },
  }
  return writeJson(message)
}
