import { fiatText } from '@/lib/domain/money'
import { paymentCoverage } from '@/lib/domain/checkoutInvoice'
import type { CheckoutView } from '@/lib/services/checkout/checkoutView'
import { csvLine } from '@/lib/csv'

const HEAD = csvLine([
  'id',
  'createdAt',
  'status',
  'amountUsd',
  'receivedAmountUsd',
  'confirmedAmountUsd',
  'paymentCoverage',
  'exceptionType',
  'exceptionStatus',
  'productName',
  'merchantReference',
  'externalInvoiceId',
  'customerId',
  'customerEmail',
  'payableUntilAt',
  'confirmedAt',
  'paidOutOfBandAt',
  'lastTransactionHash',
  'metadata',
])

/** The whole export, part by part: amounts exact, times in UTC, and nothing that a spreadsheet would compute. */
export async function* checkoutCsv(
  parts: AsyncIterable<readonly CheckoutView[]>,
): AsyncGenerator<string, void, undefined> {
  let head = HEAD
  for await (const part of parts) {
    yield head + part.map(lineOf).join('')
    head = ''
  }
}

function lineOf({ row, invoice, status, summary, coverage, exception, last }: CheckoutView): string {
  return csvLine([
    invoice.uuid,
    row.createdAt.toISOString(),
    status,
    fiatText(invoice.totalMinor, 'USD'),
    fiatText(summary.received, 'USD'),
    fiatText(summary.confirmed, 'USD'),
    paymentCoverage(coverage),
    exception?.type ?? null,
    exception?.status ?? null,
    row.productName,
    row.merchantReference,
    row.externalInvoiceId,
    row.customerId,
    row.customerEmail,
    invoice.expiresAt.toISOString(),
    invoice.paidOutsideAt === null ? (invoice.paidAt?.toISOString() ?? null) : null,
    invoice.paidOutsideAt?.toISOString() ?? null,
    last?.payment.txHash ?? null,
    Object.keys(invoice.metadata).length === 0 ? null : JSON.stringify(invoice.metadata),
  ])
}
