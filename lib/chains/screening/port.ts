import type { Network } from '../network'
import type { Provider } from '../provider'

/** Senders on one network, to be looked up as of a block. */
export type Asked = {
  network: Pick<Network, 'id' | 'kind'>
  /** Who can be asked about the chain, the preferred one first. */
  providers: readonly Provider[]
  /** The last proven block. */
  block: number
  /** In the network's display form. */
  addresses: readonly string[]
}

/** How a source of listings is doing, for the operator. */
export type ScreeningState = {
  id: 'oracle' | 'list'
  /** Networks that it knows something of; null is all of them. */
  networks: readonly string[] | null
  /** What the last question failed of, in words without secrets; null while it answers. */
  trouble: string | null
}

/**
 * Somebody who knows of addresses whose money is not to be taken (D9). Which of them are listed, or nothing: whoever cannot tell throws
 * ScreeningError, and nobody takes that for an answer.
 */
export interface Screening {
  readonly id: ScreeningState['id']
  covers(network: string): boolean
  listed(asked: Asked, signal: AbortSignal): Promise<ReadonlySet<string>>
  state(): ScreeningState
}

/** It cannot be told now whether an address is listed. Told apart by name (bundles break `instanceof`). */
export class ScreeningError extends Error {
  override readonly name = 'ScreeningError'
}

export function isScreeningError(error: unknown): error is ScreeningError {
  return error !== null && typeof error === 'object' && 'name' in error && error.name === 'ScreeningError'
}
