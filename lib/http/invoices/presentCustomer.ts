import type { z } from 'zod'
import type { CustomerRow } from '@/db/queries/customers'
import type { CustomerCredit } from '@/lib/services/customers/getCustomerCredit'
import type { Overpayment } from '@/lib/services/customers/overpaymentOf'
import type { Wire } from '../json'
import { timestamp } from '../time'
import { assetAmount } from './amounts'
import type { customerAnswer, customerCredit, overpaymentAnswer } from './customerSchemas'

export function presentCustomer(customer: CustomerRow): Wire<z.output<typeof customerAnswer>>
export function presentCustomer(customer: CustomerRow | null): Wire<z.output<typeof customerAnswer>> | null
export function presentCustomer(customer: CustomerRow | null) {
  return customer && { id: customer.id, email: customer.email, customer_id: customer.reference }
}

export function presentOverpayment(
  over: Overpayment | null,
): Wire<z.output<typeof overpaymentAnswer>> | null {
  if (!over) return null
  const money = (amount: bigint) => assetAmount(amount, over.decimals)
  return {
    amount: money(over.amount),
    crypto_currency: over.token,
    action: over.action,
    status: over.status,
    customer_credit: over.credit && {
      customer: over.credit.customerId,
      amount: money(over.credit.granted),
      used: money(over.credit.taken),
    },
  }
}

export function presentCredit({
  customer,
  balances,
  entries,
}: CustomerCredit): Wire<z.output<typeof customerCredit>> {
  return {
    customer: presentCustomer(customer),
    balances: balances.map((balance) => ({
      crypto_currency: balance.token,
      network: balance.network,
      available: assetAmount(balance.available, balance.decimals),
      reserved: assetAmount(balance.reserved, balance.decimals),
      spent: assetAmount(balance.spent, balance.decimals),
    })),
    entries: entries.map((entry) => ({
      id: entry.id,
      amount: assetAmount(-entry.amount, entry.decimals),
      crypto_currency: entry.token,
      network: entry.network,
      invoice_id: entry.invoiceId,
      source_invoice_id: entry.sourceInvoiceId,
      created_at: timestamp(entry.createdAt),
    })),
  }
}
