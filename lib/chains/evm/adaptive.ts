import { isChainError } from '../errors'
import type { LearntReach } from '../port'
import { MAX_WHOLE_BLOCKS, readDeepPiece } from './deepPiece'
import { createLearntLimits } from './learntLimits'
import { chooseMode, createDensityMeter, type ScanMode } from './mode'
import type { Piece } from './piece'
import { createRangeControl } from './range'
import type { Rpc } from './rpc'
import { readTailPiece, TAIL_BLOCKS } from './tailPiece'
import type { WatchSet } from './watchSet'

/** Time-outs in one piece after which the provider is left alone until the next run. */
const MAX_TIMEOUTS = 2

export interface AdaptiveQueries {
  /** Reads from `start` as far as one query reaches, at most to `limit`. */
  deep(watched: WatchSet, start: number, limit: number, signal: AbortSignal): Promise<Piece>
  /** Reads the blocks near the head, at most to `limit`. */
  tail(
    watched: WatchSet,
    start: number,
    limit: number,
    mayHold: (bloom: string | null) => boolean,
    signal: AbortSignal,
  ): Promise<Piece>
  /** How far a query reaches by now. */
  reach(): LearntReach
}

/**
 * Chooses mode and range for each query by what the provider has taken so far, and asks again with less when it was too much.
 * Ends: each failure halves a range, the topics or the addresses, and at one of them the error is thrown.
 */
export function createAdaptiveQueries(rpc: Rpc): AdaptiveQueries {
  const { limits } = rpc
  const ranges = {
    recipient: createRangeControl(limits.maxRange),
    token: createRangeControl(limits.maxRange),
  }
  const density = createDensityMeter()
  const learnt = createLearntLimits(limits)

  const choose = (watched: WatchSet, range: Record<ScanMode, number>) => {
    const { maxTopics } = learnt.now()
    const recipients = watched.recipients.size + watched.senders.size
    return chooseMode({ recipients, maxTopics, range, density: density.value() })
  }

  return {
    reach() {
      const { maxTopics, maxAddresses } = learnt.now()
      const blocks = Math.max(ranges.recipient.size(), ranges.token.size())
      return { topics: maxTopics, addresses: maxAddresses, blocks }
    },

    async deep(watched, start, limit, signal) {
      let forced: ScanMode | null = null
      let fewTopics = Infinity
      let timeouts = 0
      for (;;) {
        const mode: ScanMode =
          forced ?? choose(watched, { recipient: ranges.recipient.size(), token: ranges.token.size() })
        const reach = watched.wholeBlocks
          ? Math.min(MAX_WHOLE_BLOCKS, ranges[mode].size())
          : ranges[mode].size()
        const end = Math.min(limit, start + reach - 1)
        const asked = end - start + 1
        try {
          const { maxTopics, maxAddresses } = learnt.now()
          const filter = { mode, maxTopics: Math.min(maxTopics, fewTopics), maxAddresses }
          const piece = await readDeepPiece(rpc, watched, { ...filter, start, end }, signal)
          ranges[mode].succeeded(asked)
          if (mode === 'token') density.measured(piece.seen, asked)
          else density.passed()
          return piece
        } catch (error) {
          if (!isChainError(error)) throw error
          if (learnt.refused(error, watched, mode)) continue
          if (error.code === 'timeout' && !signal.aborted && asked > 1 && timeouts < MAX_TIMEOUTS) {
            timeouts += 1
            ranges[mode].failed(asked, 4)
          } else if (error.code === 'range_too_large' && asked > 1) {
            ranges[mode].failed(asked)
          } else if (error.code === 'range_too_large' && mode === 'token') {
            // One block holds more of the tokens' logs than the provider gives out.
            forced = 'recipient'
          } else if (error.code === 'range_too_large') {
            // One block holds more for these recipients than it gives out: for fewer of them it may be less.
            const topics = Math.min(watched.recipients.size, learnt.now().maxTopics, fewTopics)
            if (topics <= 1) throw error
            fewTopics = Math.ceil(topics / 2)
          } else {
            throw error
          }
        }
      }
    },

    async tail(watched, start, limit, mayHold, signal) {
      const end = Math.min(limit, start + TAIL_BLOCKS - 1)
      let mode = choose(watched, { recipient: 1, token: 1 })
      let fewTopics = Infinity
      for (;;) {
        try {
          const { maxTopics, maxAddresses } = learnt.now()
          const filter = { mode, maxTopics: Math.min(maxTopics, fewTopics), maxAddresses }
          return await readTailPiece(rpc, watched, { ...filter, start, end, mayHold }, signal)
        } catch (error) {
          if (!isChainError(error)) throw error
          if (learnt.refused(error, watched, mode)) continue
          if (error.code !== 'range_too_large') throw error
          if (mode === 'token') {
            mode = 'recipient'
            continue
          }
          const topics = Math.min(watched.recipients.size, learnt.now().maxTopics, fewTopics)
          if (topics <= 1) throw error
          fewTopics = Math.ceil(topics / 2)
        }
      }
    },
  }
}
