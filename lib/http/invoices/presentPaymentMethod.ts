import type { z } from 'zod'
import type { PaymentMethodRow } from '@/db/queries/paymentMethods'
import type { ListedMethod } from '@/lib/services/merchants/listPaymentMethods'
import type { XpubPreview } from '@/lib/services/xpub/previewXpub'
import type { paymentMethodAnswer, paymentMethodList, xpubPreviewAnswer } from './paymentMethodSchemas'

export function presentPaymentMethod(row: PaymentMethodRow): z.input<typeof paymentMethodAnswer> {
  return {
    id: row.id,
    network: row.network,
    crypto_currency: row.token,
    rail: row.rails[0] ?? 'forwarder',
    treasury: row.treasury,
    enabled: row.enabled,
    is_default: row.isDefault,
    created_at: row.createdAt.toISOString(),
  }
}

export function presentPaymentMethods(listed: readonly ListedMethod[]): z.input<typeof paymentMethodList> {
  return {
    payment_methods: listed.map(({ method, state, paused }) => ({
      ...presentPaymentMethod(method),
      state,
      paused,
    })),
  }
}

export function presentXpubPreview(preview: XpubPreview): z.input<typeof xpubPreviewAnswer> {
  return {
    network: preview.network,
    fingerprint: preview.fingerprint,
    addresses: preview.addresses.map(({ path, address }) => ({ path, address })),
    addresses_issued: preview.issued,
  }
}
