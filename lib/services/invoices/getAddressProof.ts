import { addressesOf, optionsOf } from '@/db/queries/invoiceParts'
import { findPublicInvoice } from '@/db/queries/invoices'
import { DomainError } from '@/lib/domain/errors'
import type { Proof } from '@/lib/proof/addressProof'
import type { ServiceContext } from '../context'
import { verifyTerms } from '../hub/verifyTerms'
import { verifyAddresses } from './verifyAddresses'

/** What was signed of an invoice's ways to be paid, checked anew (F8), for whoever holds its link. Throws NOT_FOUND, ADDRESS_MISMATCH. */
export async function getAddressProof(
  ctx: ServiceContext,
  id: string,
): Promise<{ id: string; proofs: Proof[] }> {
  const invoice = await findPublicInvoice(ctx.db, id)
  if (!invoice) throw new DomainError('NOT_FOUND', 'Invoice not found')
  const options = await optionsOf(ctx.db, [invoice.id])
  const addresses = await verifyAddresses(ctx, invoice, await addressesOf(ctx.db, [invoice.id]), options)
  const terms = await verifyTerms(ctx, invoice, options)
  return { id: invoice.id, proofs: [...addresses, ...terms] }
}
