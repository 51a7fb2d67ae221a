import type { ChainError } from '../errors'
import type { ProviderLimits } from '../network'
import { contractsOf, type FilterLimits } from './filters'
import type { ScanMode } from './mode'
import type { WatchSet } from './watchSet'

/** How much one filter may name, learnt from what a provider refuses (S9). */
export interface LearntLimits {
  now(): FilterLimits
  /** Learns of a refusal; false where less cannot be asked for. */
  refused(error: ChainError, watched: WatchSet, mode: ScanMode): boolean
}

/** Starts at what is configured. Providers refuse topics and addresses in the same words: whichever are more are halved. */
export function createLearntLimits(limits: ProviderLimits): LearntLimits {
  let { maxTopics, maxAddresses } = limits
  return {
    now: () => ({ maxTopics, maxAddresses }),
    refused(error, watched, mode) {
      if (error.code !== 'too_many_topics') return false
      const byToken = mode === 'token'
      const own = contractsOf(watched).contracts.length
      const topics = Math.min(byToken ? 1 + own : Math.max(watched.recipients.size, own), maxTopics)
      const addresses = Math.min(
        byToken ? watched.emitters.size + own : Math.max(watched.emitters.size, own),
        maxAddresses,
      )
      if (Math.max(topics, addresses) <= 1) return false
      if (topics >= addresses) maxTopics = Math.ceil(topics / 2)
      else maxAddresses = Math.ceil(addresses / 2)
      return true
    },
  }
}
