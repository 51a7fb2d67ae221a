import { findMerchant, payoutTermsOf } from '@/db/queries/merchants'
import { xpubKeyRows } from '@/db/queries/xpubKeys'
import { depositAddress, depositRef } from '@/lib/chains/evm/forwarder'
import { knownNetwork } from '@/lib/chains/registry'
import { DomainError } from '@/lib/domain/errors'
import type { ServiceContext } from '../context'
import type { AddressRow, InvoiceRow } from '../views'
import { walletAddress } from '../xpub/walletAddress'
import { forwarderTerms } from './allotAddress'
import { openChainKey, openSeed } from '../secrets/openSeed'

/**
 * F8: derives every address of an invoice again, from the merchant's seed and terms or from their wallet's public key, before it is shown, so that an address
 * changed in the database alone does not redirect a payment. Throws ADDRESS_MISMATCH.
 */
export async function verifyAddresses(
  ctx: ServiceContext,
  invoice: InvoiceRow,
  addresses: readonly AddressRow[],
): Promise<void> {
  const derive = await derivation(ctx, invoice, addresses)
  for (const row of addresses) {
    if (derive(row) === row.address) continue
    ctx.log.error(
      { invoice: invoice.id, address: row.address },
      'a stored deposit address does not derive again',
    )
    throw new DomainError('ADDRESS_MISMATCH', 'This invoice’s address could not be verified')
  }
}

/** How rows derive again; null for one whose parts are gone. */
async function derivation(ctx: ServiceContext, invoice: InvoiceRow, addresses: readonly AddressRow[]) {
  const keys = new Map(
    (
      await xpubKeyRows(
        ctx.db,
        addresses.flatMap((row) => row.xpubKeyId ?? []),
      )
    ).map((row) => [row.id, row]),
  )
  const merchant = await findMerchant(ctx.db, invoice.merchantId)
  const terms = new Map((await payoutTermsOf(ctx.db, invoice.merchantId)).map((row) => [row.id, row]))
  const seed = merchant ? openSeed(ctx, merchant) : null
  return (row: AddressRow): string | null => {
    if (row.rail === 'xpub') {
      const key = keys.get(row.xpubKeyId ?? '')
      const network = ctx.networks.get(row.network) ?? knownNetwork(row.network)
      if (!key || !network || row.xpubIndex === null) return null
      return walletAddress(network, openChainKey(ctx, key), row.xpubIndex)
    }
    const rowTerms = terms.get(row.termsId ?? '')
    if (!seed || !rowTerms || row.counter === null) return null
    return depositAddress({ ...forwarderTerms(rowTerms), ref: depositRef(seed, row.counter) })
  }
}
