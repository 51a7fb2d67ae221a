import type { MerchantRow } from '@/db/queries/merchants'
import { DomainError } from '@/lib/domain/errors'
import { FIAT_DECIMALS, isFiat } from '@/lib/domain/money'
import { payableTokens } from '@/lib/chains/payable'
import type { ServiceContext } from '../context'

/** What a merchant decides for its later invoices; what is not named stays as it is. */
export type MerchantSettings = Partial<
  Pick<
    MerchantRow,
    | 'defaultCurrency'
    | 'defaultCryptoCurrency'
    | 'invoiceExpirySeconds'
    | 'underpaymentPpm'
    | 'overpaymentMinor'
    | 'overpaymentAction'
    | 'confirmationsOverride'
    | 'amountBasedConfirmations'
  >
>

/** Throws UNSUPPORTED_CURRENCY or UNSUPPORTED_CRYPTO_CURRENCY for defaults with which no invoice could be made. */
export function assertSettings(ctx: ServiceContext, settings: MerchantSettings): void {
  const { defaultCurrency, defaultCryptoCurrency } = settings
  if (defaultCurrency !== undefined && !isFiat(defaultCurrency)) {
    throw new DomainError('UNSUPPORTED_CURRENCY', `Currency ${defaultCurrency} is not supported`, {
      field: 'settings.default_currency',
      constraints: { supported: Object.keys(FIAT_DECIMALS) },
    })
  }
  if (defaultCryptoCurrency === undefined) return
  const symbols = ctx.networks.all().flatMap((network) => payableTokens(network).map(({ symbol }) => symbol))
  if (symbols.includes(defaultCryptoCurrency)) return
  throw new DomainError(
    'UNSUPPORTED_CRYPTO_CURRENCY',
    `${defaultCryptoCurrency} cannot be paid on any network here`,
    { field: 'settings.default_crypto_currency', constraints: { supported: [...new Set(symbols)] } },
  )
}
