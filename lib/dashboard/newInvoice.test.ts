import { describe, expect, it } from 'vitest'
import { newInvoiceForm } from './newInvoice'

const { amount } = newInvoiceForm.shape

describe('the amount of a new invoice', () => {
  it.each([
    ['25', 2500n],
    [' 19.90 ', 1990n],
    ['1,250', 125_000n],
    ['1,250.50', 125_050n],
    ['12,345,678', 1_234_567_800n],
  ])('%s', (text, minor) => expect(amount.parse(text)).toBe(minor))

  it.each(['1,5', '16,49', '1.250,00', ',50', '1,25,000', '1250,000', '0', '-1', '1e2', 'abc', ''])(
    '%s is asked about, not guessed at',
    (text) => expect(amount.safeParse(text).success).toBe(false),
  )
})
