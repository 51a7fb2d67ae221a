import { findMerchant } from '@/db/queries/merchants'
import { hubTermsHash } from '@/lib/chains/evm/paymentHub'
import { knownNetwork } from '@/lib/chains/registry'
import { DomainError } from '@/lib/domain/errors'
import type { Signature } from '@/lib/signing/signer'
import type { HubStatement } from '@/lib/signing/statements'
import type { ServiceContext } from '../context'
import type { InvoiceRow, OptionView } from '../views'
import { hubStatement } from './hubStatement'
import { contractTerms, paymentIdOf } from './terms'
import { openSeed } from '../secrets/openSeed'

export type ProvenTerms = { statement: HubStatement; signature: Signature }

/**
 * F8: derives the terms that are shown again from the merchant's seed, and checks what the instance signed when it offered them, so that
 * a treasury or amount changed in the database alone does not redirect a payment. Throws ADDRESS_MISMATCH.
 */
export async function verifyTerms(
  ctx: ServiceContext,
  invoice: Pick<InvoiceRow, 'id' | 'merchantId'>,
  options: readonly OptionView[],
): Promise<ProvenTerms[]> {
  const shown = options.flatMap((option) => option.terms ?? [])
  if (shown.length === 0) return []
  const merchant = await findMerchant(ctx.db, invoice.merchantId)
  const seed = merchant && openSeed(ctx, merchant)
  return shown.map((row) => {
    const network = ctx.networks.get(row.network) ?? knownNetwork(row.network)
    if (
      network &&
      seed &&
      row.invoiceId === invoice.id &&
      paymentIdOf(row, network.chainId, seed) === row.paymentId &&
      hubTermsHash(network.chainId, contractTerms(row)) === row.termsHash
    ) {
      const statement = hubStatement(row, network.chainId)
      const signature = { key: row.signingKey, value: row.signature }
      if (ctx.signer.verifies(statement, signature)) return { statement, signature }
    }
    ctx.log.error(
      { invoice: invoice.id, terms: row.id },
      'stored terms of the hub do not derive again, or were not signed so',
    )
    throw new DomainError('ADDRESS_MISMATCH', 'This invoice’s terms could not be verified')
  })
}
