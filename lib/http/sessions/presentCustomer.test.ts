import { expect, it } from 'vitest'
import type { PaidSum } from '@/db/queries/customers'
import { presentCustomer } from './presentCustomer'

const AT = new Date('2026-01-15T10:00:00Z')

/** What a customer is shown to have paid in a currency, of so many hundred-millionths of it. */
function shown(currency: string, ...values: bigint[]): string | undefined {
  const sum = (value: bigint): PaidSum => ({
    customerId: 'cus_1',
    currency,
    network: 'base',
    token: 'USDC',
    decimals: 6,
    amount: 1n,
    value,
    invoices: 1,
  })
  const customer = {
    id: 'cus_1',
    merchantId: 'mer_1',
    mode: 'live' as const,
    email: null,
    name: null,
    reference: null,
    createdAt: AT,
    updatedAt: AT,
    erasedAt: null,
  }
  return presentCustomer({ customer, paid: values.map(sum), credit: [] }).paid[0]?.amount
}

it('shows what was paid with the places of its currency, rounded half up', () => {
  expect(shown('KWD', 425_500_000n)).toBe('4.255')
  expect(shown('KWD', 425_549_999n)).toBe('4.255')
  expect(shown('USD', 1_649_500_000n)).toBe('16.50')
  expect(shown('USD', 824_700_000n, 824_700_000n)).toBe('16.49')
  expect(shown('JPY', 150_049_999_999n)).toBe('1500.00')
})
