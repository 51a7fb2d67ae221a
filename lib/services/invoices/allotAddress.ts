import { insertAddress } from '@/db/queries/invoiceParts'
import { ensurePayoutTerms, nextDepositCounter, type MerchantRow } from '@/db/queries/merchants'
import { networkState } from '@/db/queries/networks'
import type { PaymentMethodRow } from '@/db/queries/paymentMethods'
import type { AddressRail } from '@/db/schema'
import { nextXpubIndex, xpubKeyRows } from '@/db/queries/xpubKeys'
import { depositAddress, depositRef, depositSalt } from '@/lib/chains/evm/forwarder'
import type { Hex } from '@/lib/chains/port'
import type { OpenNetwork } from '@/lib/chains/registry'
import { newId } from '@/lib/ids'
import type { ServiceContext } from '../context'
import { treasuryOf, xpubKeyOf } from '../xpub/activeKey'
import { walletAddress } from '../xpub/walletAddress'
import type { InvoiceRow } from '../views'
import { openChainKey, openSeed } from '../secrets/openSeed'
import { addressStatement } from './addressStatement'

type Allotment = {
  invoice: Pick<InvoiceRow, 'id' | 'merchantId' | 'mode' | 'feeBps' | 'monitorUntil'>
  merchant: MerchantRow
  method: PaymentMethodRow
  rail: AddressRail
  network: OpenNetwork
}

/** Gives an invoice an address of its own by one of the method's rails, and returns its id. The one place where addresses are allotted. */
export async function allotAddress(ctx: ServiceContext, allotment: Allotment): Promise<string> {
  const { invoice, merchant, rail, network } = allotment
  const now = ctx.clock.now()
  const id = newId('dep', now)
  const provenBlock = (await networkState(ctx.db, network.id))?.blockNumber ?? 0
  const own = rail === 'xpub' ? await ofOwnWallet(ctx, allotment) : await ofForwarder(ctx, allotment)
  const { origin, ...derived } = own
  const place = { merchantId: merchant.id, mode: invoice.mode, invoiceId: invoice.id, network: network.id }
  const signature = ctx.signer.sign(addressStatement({ ...place, address: own.address }, origin))
  await insertAddress(ctx.db, {
    id,
    ...place,
    rail,
    ...derived,
    signature: signature.value,
    signingKey: signature.key,
    issuedBlock: rail === 'xpub' ? provenBlock : null,
    hotUntil: invoice.monitorUntil,
    witnessedBlock: provenBlock,
    createdAt: now,
  })
  return id
}

/** A fresh CREATE2 address whose salt commits to treasury, fee and a reference that the recovery file rebuilds (F1). */
async function ofForwarder(ctx: ServiceContext, { invoice, merchant, method }: Allotment) {
  const now = ctx.clock.now()
  const treasury = treasuryOf(method, now)
  if (treasury === null) throw new Error(`method ${method.id} has no treasury`)
  const terms = await ensurePayoutTerms(ctx.db, {
    id: newId('ptm', now),
    merchantId: merchant.id,
    treasury,
    feeRecipient: ctx.policy.feeRecipient,
    feeBps: invoice.feeBps,
    createdAt: now,
  })
  const counter = await nextDepositCounter(ctx.db, merchant.id)
  const ref = depositRef(openSeed(ctx, merchant), counter)
  const commitment = { ...forwarderTerms(terms), ref }
  const salt = depositSalt(commitment)
  const origin = { rail: 'forwarder' as const, ...commitment }
  return { address: depositAddress(commitment), termsId: terms.id, counter, ref, salt, origin }
}

/** The next address of the merchant's own wallet, which no invoice of anybody had (ADR 0031). */
async function ofOwnWallet(ctx: ServiceContext, { method, network }: Allotment) {
  const keyId = xpubKeyOf(method, ctx.clock.now())
  const [key] = keyId === null ? [] : await xpubKeyRows(ctx.db, [keyId])
  if (!key) throw new Error(`method ${method.id} has no key yet`)
  const xpubIndex = await nextXpubIndex(ctx.db, key.id)
  const address = walletAddress(network, openChainKey(ctx, key), xpubIndex)
  const origin = { rail: 'xpub' as const, fingerprint: key.fingerprint, index: xpubIndex }
  return { address, xpubKeyId: key.id, xpubIndex, origin }
}

/** The terms as the contract's salt takes them. */
export function forwarderTerms(terms: { treasury: string; feeRecipient: string; feeBps: number }) {
  return { treasury: terms.treasury as Hex, feeRecipient: terms.feeRecipient as Hex, feeBps: terms.feeBps }
}
