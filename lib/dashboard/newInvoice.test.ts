import { describe, expect, it } from 'vitest'
import { newInvoiceForm, toInvoiceInput } from './newInvoice'

const { amount } = newInvoiceForm.shape

describe('the amount of a new invoice', () => {
  it.each([
    ['25', 25000n],
    [' 19.90 ', 19900n],
    ['1,250', 125_0000n],
    ['1,250.50', 125_0500n],
    ['12,345,678', 1_234_567_8000n],
  ])('%s', (text, minor) => expect(amount.parse(text)).toBe(minor))

  it.each(['1,5', '16,49', '1.250,00', ',50', '1,25,000', '1250,000', '0', '-1', '1e2', 'abc', ''])(
    '%s is asked about, not guessed at',
    (text) => expect(amount.safeParse(text).success).toBe(false),
  )
})

describe('whose invoice it is (D8)', () => {
  const typed = {
    request: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
    amount: '25',
    currency: 'USD',
    title: 'Chair',
    description: '',
    asset: 'USDC',
    lifetime: '1800',
    orderId: '',
    customerEmail: '',
    customerId: '',
    returnUrl: '',
  }

  it('is nobody in particular unless somebody is named', () => {
    expect(toInvoiceInput(newInvoiceForm.parse(typed)).metadata).toEqual({})
  })

  it('is said in the words that the API takes', () => {
    const named = { ...typed, customerEmail: ' ada@example.com ', customerId: 'c-77', orderId: 'o-1' }
    expect(toInvoiceInput(newInvoiceForm.parse(named)).metadata).toEqual({
      order_id: 'o-1',
      customer_email: 'ada@example.com',
      customer_id: 'c-77',
    })
  })

  it.each(['ada', 'ada@', 'a b@example.com', `${'a'.repeat(250)}@example.com`])(
    '%s is asked about, for nobody would be named by it',
    (customerEmail) => expect(newInvoiceForm.safeParse({ ...typed, customerEmail }).success).toBe(false),
  )
})
