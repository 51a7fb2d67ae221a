import { depositAddressAmong } from '@/db/queries/wallets'
import { addressOn, isZeroAddress } from '@/lib/chains/addresses'
import type { Network } from '@/lib/chains/network'
import { DomainError } from '@/lib/domain/errors'
import type { ServiceContext } from '../context'

/**
 * The address that a customer gave, in display form. Throws VALIDATION_FAILED for what is none on this network, and for where money
 * would be lost or come back: zero, a token's contract, the factory, one of our deposit addresses, the merchant's own wallet (F6).
 */
export async function assertRecipient(
  ctx: Pick<ServiceContext, 'db'>,
  network: Network,
  text: string,
  wallets: ReadonlySet<string>,
): Promise<string> {
  const address = addressOn(network, text.trim())
  if (!address) throw refused(`must be an address on ${network.name}, its checksum included`)
  if (isZeroAddress(address)) throw refused('must not be the zero address: nobody holds it')
  if (network.tokens.some((token) => token.address === address)) {
    throw refused('must not be the contract of a token: what is sent there is lost')
  }
  if (address === network.factory) throw refused('must not be the forwarder factory')
  if (address === network.hub) throw refused('must not be the payment hub')
  if (wallets.has(address)) throw refused('must not be a wallet of yours')
  if (await depositAddressAmong(ctx.db, address)) {
    throw refused('must not be a deposit address: what is sent there comes back to a merchant')
  }
  return address
}

function refused(message: string): DomainError {
  return new DomainError('VALIDATION_FAILED', `to: ${message}`, {
    field: 'to',
    suggestions: ['Ask the customer for an address of theirs; never take the sender of the payment'],
  })
}
