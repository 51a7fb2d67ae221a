import { readSigned } from '@/lib/signing/signedText'
import type { Finding } from './finding'
import { receiptDocument, type ReceiptDocument } from './receipt'
import { verifySignature } from './verifySignature'

/**
 * Opens a receipt with public keys in base64url by their ids. Throws for a file that is no receipt, of which a byte was changed, or that
 * none of these keys signed: nothing of it is to be believed then.
 */
export function openReceipt(text: string, keys: ReadonlyMap<string, string>): ReceiptDocument {
  const { document, bytes, signature } = readSigned(text)
  if (!verifySignature(keys, bytes, signature)) {
    throw new Error(`not signed by any of the given keys (it names ${signature.key}), or changed since`)
  }
  return receiptDocument.parse(document)
}

/** What it says, in sentences. */
export function tellReceipt(receipt: ReceiptDocument): Finding[] {
  const { merchant, invoice, total, currency, paid_at, payments, paid_outside, livemode } = receipt
  const outside = paid_outside ? ', which the merchant says was paid elsewhere' : ''
  return [
    {
      ok: true,
      text: `signed: ${invoice}, ${total} ${currency} to ${merchant.name}, paid ${paid_at}${outside}${livemode ? '' : ' (TEST MODE: no real money)'}`,
    },
    ...payments.map(({ amount, asset, network, transaction, value }) => ({
      ok: true,
      text: `${amount} ${asset} on ${network}${value === null ? '' : `, worth ${value} ${currency}`}: ${transaction ?? 'seen in the balance alone'}`,
    })),
  ]
}
