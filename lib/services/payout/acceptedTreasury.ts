import { depositAddressAmong } from '@/db/queries/wallets'
import { addressOn, isZeroAddress } from '@/lib/chains/addresses'
import type { Network } from '@/lib/chains/network'
import { payableByAddress } from '@/lib/chains/payable'
import { NETWORKS } from '@/lib/chains/registry'
import { DomainError } from '@/lib/domain/errors'
import type { ServiceContext } from '../context'

/**
 * A treasury in display form. Throws VALIDATION_FAILED for what could never pass money on (F4): the zero address, a token's contract, a
 * factory or hub, an address that an invoice of anybody's has.
 */
export async function acceptedTreasury(
  { db }: Pick<ServiceContext, 'db'>,
  network: Network,
  text: string,
): Promise<string> {
  const treasury = addressOn(network, text.trim())
  if (!treasury || isZeroAddress(treasury)) {
    throw refusedTreasury('must be the address of a wallet of yours, its checksum included')
  }
  if (isContractOfOurs(network, treasury)) {
    throw refusedTreasury('must be an address that can hold money, and not a contract that loses it')
  }
  if (await depositAddressAmong(db, treasury)) {
    throw refusedTreasury('must not be a deposit address: what is sent there is an invoice’s')
  }
  return treasury
}

export function refusedTreasury(message: string): DomainError {
  return new DomainError('VALIDATION_FAILED', `treasury: ${message}`, { field: 'treasury' })
}

/** On whichever network: what is one there may be one here some day. */
function isContractOfOurs(network: Network, address: string): boolean {
  return [network, ...NETWORKS].some(
    (one) => one.factory === address || one.hub === address || payableByAddress(one, address) !== undefined,
  )
}
