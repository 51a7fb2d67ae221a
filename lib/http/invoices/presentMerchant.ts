import type { z } from 'zod'
import type { MerchantRow } from '@/db/queries/merchants'
import { formatUnits } from '@/lib/domain/money'
import { mulDiv } from '@/lib/domain/rational'
import type { MerchantView } from '@/lib/services/merchants/getMerchant'
import type { OpenedAccount } from '@/lib/services/merchants/openAccount'
import { decimal, type Wire } from '../json'
import { timestamp } from '../time'
import { fiat, percentage } from './amounts'
import { shownValues } from './presentAnalytics'
import { presentLogo } from './logoSchemas'
import type { createdMerchant, merchantAnswer } from './merchantSchemas'

export function presentOpened(opened: OpenedAccount): Wire<z.output<typeof createdMerchant>> {
  return { ...presentFields(opened.merchant), api_key: opened.testKey, live_api_key: opened.liveKey }
}

export function presentMerchant(
  view: MerchantView,
  publicUrl: string,
): Wire<z.output<typeof merchantAnswer>> {
  const { limits, usage } = view
  const currency = view.merchant.defaultCurrency
  const { gross, fees, net } = shownValues(usage, currency)
  return {
    ...presentFields(view.merchant),
    logo_url: view.logo && presentLogo(view.logo, publicUrl).logo_url,
    plan_limits: {
      max_api_keys: limits.apiKeys,
      max_webhook_endpoints: limits.webhookEndpoints,
      monthly_invoice_limit: limits.monthlyInvoices,
    },
    usage: {
      api_keys_count: view.apiKeys,
      webhook_endpoints_count: view.webhookEndpoints,
      monthly_invoices: usage.invoicesThisMonth,
    },
    settlement_summary: {
      total_gross_volume: fiat(gross, currency),
      total_platform_fees: fiat(fees, currency),
      total_net_payouts: fiat(net, currency),
      settlement_success_rate: successRate(usage),
    },
  }
}

/** Rounded down: 100 says that none failed. */
function successRate({ completed, failed }: MerchantView['usage']) {
  const ended = completed + failed
  const tenths = ended === 0n ? 1000n : mulDiv(completed, 1000n, ended, 'down')
  return decimal(formatUnits(tenths, 1, 1))
}

function presentFields(merchant: MerchantRow) {
  return {
    id: merchant.id,
    business_name: merchant.businessName,
    contact_email: merchant.contactEmail,
    status: merchant.status,
    plan_type: merchant.planType,
    settings: {
      default_currency: merchant.defaultCurrency,
      default_crypto_currency: merchant.defaultCryptoCurrency,
      invoice_expiry_minutes: decimal(minutes(merchant.invoiceExpirySeconds)),
      platform_fee_percentage: percentage(merchant.feeBps),
      payment_tolerance: {
        underpayment_threshold: decimal(formatUnits(merchant.underpaymentPpm, 6, 2)),
        overpayment_threshold: fiat(merchant.overpaymentMinor, 'USD'),
        overpayment_action: merchant.overpaymentAction,
      },
      confirmation_settings: {
        merchant_override: merchant.confirmationsOverride,
        use_amount_based_defaults: merchant.amountBasedConfirmations,
      },
    },
    created_at: timestamp(merchant.createdAt),
    updated_at: timestamp(merchant.updatedAt),
  }
}

/** Whole minutes as they were given; seconds that are none by the operator's hand as a fraction. */
function minutes(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60}` : (seconds / 60).toFixed(2)
}
