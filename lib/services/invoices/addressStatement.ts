import type { Hex } from '@/lib/chains/port'
import type { AddressStatement } from '@/lib/signing/statements'
import type { AddressRow } from '../views'

type Place = Pick<AddressRow, 'merchantId' | 'mode' | 'invoiceId' | 'network' | 'address'>

/** What an address follows from: terms that anybody can compute it from again, or a child of the merchant's own wallet. */
export type AddressOrigin =
  | { rail: 'forwarder'; treasury: Hex; feeRecipient: Hex; feeBps: number; ref: Hex }
  | { rail: 'xpub'; fingerprint: string; index: number }

/** What the instance signs of an address (F8): whose it is, for which invoice and network, and where its money can go. */
export function addressStatement(place: Place, origin: AddressOrigin): AddressStatement {
  return {
    type: 'deposit-address',
    version: 1,
    merchant: place.merchantId,
    invoice: place.invoiceId,
    livemode: place.mode === 'live',
    network: place.network,
    address: place.address,
    origin:
      origin.rail === 'forwarder'
        ? {
            rail: 'forwarder',
            treasury: origin.treasury,
            fee_recipient: origin.feeRecipient,
            fee_bps: origin.feeBps,
            ref: origin.ref,
          }
        : { rail: 'wallet', fingerprint: origin.fingerprint, index: origin.index },
  }
}
