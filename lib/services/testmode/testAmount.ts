import { payableBySymbol, payableTokens, type PayableToken } from '@/lib/chains/payable'
import type { Network } from '@/lib/chains/network'
import { DomainError } from '@/lib/domain/errors'
import { dollarsOf, inCents } from '@/lib/domain/dollars'
import { parseUnits, rescale } from '@/lib/domain/money'
import { mulDiv } from '@/lib/domain/rational'
import type { InvoiceParts, OptionView } from '../views'
import type { PayAmount, Step } from './steps'

type Pay = Extract<Step, { type: 'pay' }>

/** The token and base units that a step sends. Throws VALIDATION_FAILED for what cannot be sent on the network. */
export function testAmount(
  network: Network,
  detail: InvoiceParts,
  step: Pay,
): { token: PayableToken; amount: bigint } {
  const token = tokenOf(network, detail, step)
  const asked = detail.options.find((option) => option.token === token.symbol)
  const amount = asked ? own(detail, asked, step.amount) : foreign(detail, step.amount, token)
  if (amount === null || amount <= 0n || amount > MOST) {
    throw new DomainError('VALIDATION_FAILED', `The amount must be a positive number of ${token.symbol}`, {
      field: 'amount',
    })
  }
  return { token, amount }
}

/** More than any invoice asks, and far from what the database's integers end at when summed. */
const MOST = 10n ** 40n

function tokenOf(network: Network, { option, options }: InvoiceParts, { token }: Pay): PayableToken {
  const symbol = token ?? option.token
  if (typeof symbol === 'string') {
    const found = payableBySymbol(network, symbol)
    if (found) return found
    throw new DomainError('VALIDATION_FAILED', `${symbol} cannot be sent on ${network.name}`, {
      field: 'token',
      constraints: { supported: payableTokens(network).map((one) => one.symbol) },
    })
  }
  const asked = options.map((one) => one.token)
  const other = payableTokens(network).find((one) => !asked.includes(one.symbol))
  if (other) return other
  throw new DomainError('VALIDATION_FAILED', 'This invoice can be paid in everything there is')
}

/** In an asset that the invoice asks for: the progress, which is told in its first one, is as much of this one's quote. */
function own(
  { option, progress, invoice }: InvoiceParts,
  { quotedAmount, decimals, token }: OptionView,
  amount: PayAmount,
): bigint | null {
  const here = (units: bigint) =>
    token === option.token ? units : mulDiv(units, quotedAmount, option.quotedAmount, 'up')
  // Once all is paid, the rest is the whole again: what comes then is too much.
  const rest = progress.remaining > 0n ? here(progress.remaining) : quotedAmount
  if (amount.of === 'exact') return parseUnits(amount.text, decimals)
  if (amount.of === 'rest') return rest
  if (amount.of === 'share') return mulDiv(here(progress.required), amount.hundredths, 100_00n, 'up')
  const tolerated = mulDiv(quotedAmount, invoice.overpaymentMinor, invoice.totalMinor, 'up')
  return rest + 2n * tolerated + mulDiv(quotedAmount, 1n, 2n, 'up')
}

/** What the same value is in another dollar token; of a coin without a known value only an amount can be sent. */
function foreign(
  { invoice, option, progress }: InvoiceParts,
  amount: PayAmount,
  token: PayableToken,
): bigint | null {
  if (amount.of === 'exact') return parseUnits(amount.text, token.decimals)
  if (token.stablecoin?.currency !== 'USD') return null
  const cents = inCents(invoice.totalMinor, invoice.currency, dollarsOf(invoice), 'up')
  const whole = rescale(cents, 2, token.decimals, 'up')
  if (amount.of === 'share') return mulDiv(whole, amount.hundredths, 100_00n, 'up')
  const rest = progress.remaining > 0n ? progress.remaining : option.quotedAmount
  return amount.of === 'excess' ? whole * 2n : mulDiv(whole, rest, option.quotedAmount, 'up')
}
