import { findMerchant, payoutTermsOf } from '@/db/queries/merchants'
import { xpubKeyRows } from '@/db/queries/xpubKeys'
import { depositAddress, depositRef } from '@/lib/chains/evm/forwarder'
import { knownNetwork } from '@/lib/chains/registry'
import { DomainError } from '@/lib/domain/errors'
import type { Signature } from '@/lib/signing/signer'
import type { AddressStatement } from '@/lib/signing/statements'
import type { ServiceContext } from '../context'
import type { AddressRow, InvoiceRow, OptionView } from '../views'
import { walletAddress } from '../xpub/walletAddress'
import { addressStatement, type AddressOrigin } from './addressStatement'
import { forwarderTerms } from './allotAddress'
import { openChainKey, openSeed } from '../secrets/openSeed'

type Shown = Pick<OptionView, 'depositAddressId' | 'address' | 'network'>

export type ProvenAddress = { statement: AddressStatement; signature: Signature }

/**
 * F8: derives every address of an invoice again, from the merchant's seed and terms or from their wallet's public key, and checks what
 * the instance signed when it gave it out, before it is shown: whoever changes the database alone redirects no payment. Every option
 * that is to be shown has to lead to one of them. Throws ADDRESS_MISMATCH.
 */
export async function verifyAddresses(
  ctx: ServiceContext,
  invoice: InvoiceRow,
  addresses: readonly AddressRow[],
  options: readonly Shown[],
): Promise<ProvenAddress[]> {
  const origin = await origins(ctx, invoice, addresses)
  const refuse = (address: string, problem: string): never => {
    ctx.log.error({ invoice: invoice.id, address }, problem)
    throw new DomainError('ADDRESS_MISMATCH', 'This invoice’s address could not be verified')
  }
  const proven = addresses.map((row) => {
    const found = origin(row)
    if (!found || found.address !== row.address) {
      return refuse(row.address, 'a stored deposit address does not derive again')
    }
    const statement = addressStatement({ ...row, invoiceId: invoice.id }, found.origin)
    const signature = { key: row.signingKey, value: row.signature }
    if (!ctx.signer.verifies(statement, signature)) {
      return refuse(row.address, 'the signature of a stored deposit address does not fit')
    }
    return { statement, signature }
  })
  for (const { depositAddressId, address, network } of options) {
    if (depositAddressId === null) continue
    const own = addresses.find((row) => row.id === depositAddressId)
    if (own?.address !== address || own.network !== network) {
      refuse(address, 'an option leads to an address that is not its invoice’s')
    }
  }
  return proven
}

type Derived = { address: string; origin: AddressOrigin }

/** What rows follow from, and the address that does; null for one whose parts are gone. */
async function origins(ctx: ServiceContext, invoice: InvoiceRow, addresses: readonly AddressRow[]) {
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
  return (row: AddressRow): Derived | null => {
    if (row.rail === 'xpub') {
      const key = keys.get(row.xpubKeyId ?? '')
      const network = ctx.networks.get(row.network) ?? knownNetwork(row.network)
      if (!key || !network || row.xpubIndex === null) return null
      const address = walletAddress(network, openChainKey(ctx, key), row.xpubIndex)
      return { address, origin: { rail: 'xpub', fingerprint: key.fingerprint, index: row.xpubIndex } }
    }
    const rowTerms = terms.get(row.termsId ?? '')
    if (!seed || !rowTerms || row.counter === null) return null
    const commitment = { ...forwarderTerms(rowTerms), ref: depositRef(seed, row.counter) }
    return { address: depositAddress(commitment), origin: { rail: 'forwarder', ...commitment } }
  }
}
