import { findMerchant } from '@/db/queries/merchants'
import { hubTermsHash } from '@/lib/chains/evm/paymentHub'
import { knownNetwork } from '@/lib/chains/registry'
import { DomainError } from '@/lib/domain/errors'
import type { ServiceContext } from '../context'
import type { InvoiceRow, OptionView } from '../views'
import { contractTerms, paymentIdOf } from './terms'
import { openSeed } from '../secrets/openSeed'

/**
 * F8: derives the terms that are shown again from the merchant's seed, so that a treasury or amount changed in the database alone does
 * not redirect a payment. Throws ADDRESS_MISMATCH.
 */
export async function verifyTerms(
  ctx: ServiceContext,
  invoice: Pick<InvoiceRow, 'id' | 'merchantId'>,
  options: readonly OptionView[],
): Promise<void> {
  const shown = options.flatMap((option) => option.terms ?? [])
  if (shown.length === 0) return
  const merchant = await findMerchant(ctx.db, invoice.merchantId)
  const seed = merchant && openSeed(ctx, merchant)
  for (const row of shown) {
    const network = ctx.networks.get(row.network) ?? knownNetwork(row.network)
    const isOurs =
      network &&
      seed &&
      paymentIdOf(row, network.chainId, seed) === row.paymentId &&
      hubTermsHash(network.chainId, contractTerms(row)) === row.termsHash
    if (isOurs) continue
    ctx.log.error({ invoice: invoice.id, terms: row.id }, 'stored terms of the hub do not derive again')
    throw new DomainError('ADDRESS_MISMATCH', 'This invoice’s terms could not be verified')
  }
}
