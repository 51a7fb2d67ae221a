import { findMerchant, payoutTermsOf } from '@/db/queries/merchants'
import { depositAddress, depositRef } from '@/lib/chains/evm/forwarder'
import type { Hex } from '@/lib/chains/port'
import { DomainError } from '@/lib/domain/errors'
import type { ServiceContext } from '../context'
import type { AddressRow, InvoiceRow } from '../views'
import { forwarderTerms } from './addForwarderOption'

/**
 * F8: derives every address of an invoice again from the merchant's seed and terms before it is shown, so that an address
 * changed in the database alone does not redirect a payment. Throws ADDRESS_MISMATCH.
 */
export async function verifyAddresses(
  ctx: ServiceContext,
  invoice: InvoiceRow,
  addresses: readonly AddressRow[],
): Promise<void> {
  const merchant = await findMerchant(ctx.db, invoice.merchantId)
  const terms = new Map((await payoutTermsOf(ctx.db, invoice.merchantId)).map((row) => [row.id, row]))
  const seed = merchant ? (ctx.secrets.open(merchant.recoverySeed) as Hex) : null
  for (const row of addresses) {
    const rowTerms = terms.get(row.termsId)
    const derived =
      seed && rowTerms && depositAddress({ ...forwarderTerms(rowTerms), ref: depositRef(seed, row.counter) })
    if (derived === row.address) continue
    ctx.log.error(
      { invoice: invoice.id, address: row.address },
      'a stored deposit address does not derive again',
    )
    throw new DomainError('ADDRESS_MISMATCH', 'This invoice’s address could not be verified')
  }
}
