import { ChainError, isChainError, type ChainErrorCode } from '@/lib/chains/errors'
import type { Rpc } from '@/lib/chains/evm/rpc'
import { PRICE_PLACES } from '@/lib/domain/prices'
import { isRateSourceError, RateSourceError, type RateSourceCode } from '../errors'
import { feedCall, readDecimals, readDescription, readRound, type Round } from '../feedCalls'
import type { Feed, NetworkFeeds } from '../feeds'
import type { Ask, OnChain, PriceSource, SourcePrice } from '../port'

/** A round takes a while to be written once its heartbeat is over. */
const MARGIN_MS = 10 * 60_000
/** After a sequencer comes back, feeds have this long to catch up. */
const GRACE_SECONDS = 3_600n
/** No clock is farther ahead than this. */
const AHEAD_MS = 60_000

export type FeedNetwork = NetworkFeeds & { id: string }

/**
 * On-chain aggregators, read over the networks' own providers (`latestRoundData`), in their order and within their budgets (ADR 0029). One source, however many networks show it: of each pair the
 * newest round counts. Not believed: an answer that is not positive, a round that was not answered, an update older than the heartbeat, a
 * contract that is not the feed it should be, and a rollup whose sequencer is down or has just come back.
 */
export function chainlink(networks: readonly FeedNetwork[]): PriceSource {
  const readers = networks.map(feedReader)
  return {
    id: 'chainlink',

    intervalMs: 60_000,
    async read(ask) {
      const answers = await Promise.allSettled(readers.map((read) => read(ask)))
      const prices = answers.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
      const failed = answers.find((one) => one.status === 'rejected')
      if (prices.length === 0 && failed) throw asSourceError(failed.reason)
      const newest = new Map<string, SourcePrice>()
      for (const price of prices) {
        const known = newest.get(price.base)
        if (!known || known.at < price.at) newest.set(price.base, price)
      }
      return [...newest.values()]
    },
  }
}

/** What trouble with a network's last provider is called of a source. */
const CODES: Partial<Record<ChainErrorCode, RateSourceCode>> = {
  wrong_chain: 'bad_response',
  bad_response: 'bad_response',
  timeout: 'timeout',
  rate_limited: 'rate_limited',
  budget_spent: 'rate_limited',
}

function asSourceError(error: unknown): RateSourceError {
  if (isRateSourceError(error)) return error
  if (!isChainError(error)) return new RateSourceError('unavailable', 'no feed answered')
  return new RateSourceError(CODES[error.code] ?? 'unavailable', error.message)
}

/** Reads one network's feeds. What a feed calls itself, and its places, are asked once a process. */
function feedReader(network: FeedNetwork): (ask: Ask & { onChain: OnChain }) => Promise<SourcePrice[]> {
  const places = new Map<Feed, number | null>()
  const read = async (rpc: Rpc, { signal, now }: Ask) => {
    const [chainId] = await rpc.together([{ method: 'eth_chainId', params: [] }], signal)
    if (typeof chainId !== 'string' || Number.parseInt(chainId, 16) !== network.chainId)
      throw new ChainError('wrong_chain', 'the provider is of another chain')
    if (places.size === 0)
      for (const [feed, own] of await introduced(rpc, network, signal)) places.set(feed, own)
    await requireSequencer(rpc, network, now(), signal)
    const feeds = network.feeds.filter((feed) => places.get(feed) != null)
    const rounds = await rpc.inBatches(
      feeds.map((feed) => feedCall(feed.address, 'latestRoundData')),
      signal,
    )
    return feeds.flatMap((feed, index) => {
      const decimals = places.get(feed)
      return decimals == null ? [] : told(feed, decimals, readRound(rounds[index]), now())
    })
  }
  return (ask) => ask.onChain(network.id, (rpc) => read(rpc, ask))
}

/** The places of each feed; null for a contract that is another feed. */
async function introduced(
  rpc: Rpc,
  { feeds }: FeedNetwork,
  signal: AbortSignal,
): Promise<Map<Feed, number | null>> {
  const calls = feeds.flatMap(({ address }) => [
    feedCall(address, 'description'),
    feedCall(address, 'decimals'),
  ])
  const answers = await rpc.inBatches(calls, signal)
  return new Map(
    feeds.map((feed, index) => {
      const isIt = feed.descriptions.includes(readDescription(answers[2 * index]))
      return [feed, isIt ? readDecimals(answers[2 * index + 1]) : null]
    }),
  )
}

/** Throws RateSourceError while the rollup's sequencer is down, unknown, or back for less than an hour. */
async function requireSequencer(
  rpc: Rpc,
  { sequencer }: FeedNetwork,
  now: Date,
  signal: AbortSignal,
): Promise<void> {
  if (sequencer === null) return
  const [answer] = await rpc.together([feedCall(sequencer, 'latestRoundData')], signal)
  const { answer: status, startedAt } = readRound(answer)
  const upFor = BigInt(Math.floor(now.getTime() / 1000)) - startedAt
  if (status !== 0n || startedAt === 0n || upFor < GRACE_SECONDS)
    throw new RateSourceError('unavailable', 'the sequencer is down, or has just come back')
}

function told(feed: Feed, decimals: number, round: Round, now: Date): SourcePrice[] {
  const { roundId, answer, updatedAt, answeredInRound } = round
  const isAnswered = roundId > 0n && answeredInRound >= roundId && updatedAt > 0n
  if (answer <= 0n || !isAnswered || updatedAt > BigInt(Math.floor((now.getTime() + AHEAD_MS) / 1000)))
    return []
  return [
    {
      base: feed.base,
      quote: feed.quote,
      value: answer * 10n ** BigInt(PRICE_PLACES - decimals),
      at: new Date(Number(updatedAt) * 1000),
      goodForMs: feed.heartbeat * 1000 + MARGIN_MS,
    },
  ]
}
