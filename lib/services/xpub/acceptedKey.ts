import { readExtendedKey, type ExtendedKey } from '@/lib/chains/xpub/readExtendedKey'
import { DomainError } from '@/lib/domain/errors'
import type { OpenNetwork } from '@/lib/chains/registry'
import type { ServiceContext } from '../context'

/**
 * The key in a text that was pasted. Throws VALIDATION_FAILED, in words that hold nothing of the text: what can spend is nowhere kept,
 * logged or shown again.
 */
export function acceptedKey(text: string): ExtendedKey {
  const read = readExtendedKey(text)
  if (read.ok) return read.key
  const message = read.why === 'secret' ? read.text : `xpub: ${read.text}`
  throw new DomainError('VALIDATION_FAILED', message, { field: 'xpub', constraints: { reason: read.why } })
}

/** An open network of this mode that invoices share. Throws VALIDATION_FAILED. */
export function networkForXpub(ctx: ServiceContext, mode: OpenNetwork['mode'], id: string): OpenNetwork {
  const network = ctx.networks.all().find((open) => open.id === id)
  // On a lane payments are simulated: no wallet holds what is paid there.
  if (network && network.mode === mode && !network.laneOfItsOwn) return network
  throw new DomainError('VALIDATION_FAILED', `network: ${id} is not open for ${mode} payments`, {
    field: 'network',
  })
}
