/** By recipient: few logs, a call for every `maxTopics` addresses. By token: one call, every log of the tokens. */
export type ScanMode = 'recipient' | 'token'

/** Milliseconds, roughly, at a remote provider: a log query, a topic sent and matched, a log received and parsed. */
const QUERY = 40
const TOPIC = 0.005
const LOG = 0.03

export type ModeFacts = {
  recipients: number
  maxTopics: number
  /** Blocks the next query may reach in either mode. */
  range: Readonly<Record<ScanMode, number>>
  /** Logs the watched tokens emit in a block, as last seen; null when not measured yet. */
  density: number | null
}

/**
 * The mode that costs less for a block. What was not measured yet is taken to be cheap only where the other mode needs
 * more than one call: that is when measuring it pays.
 */
export function chooseMode(facts: ModeFacts): ScanMode {
  const calls = Math.ceil(facts.recipients / facts.maxTopics)
  if (facts.density === null) return calls <= 1 ? 'recipient' : 'token'
  const byRecipient = (calls * QUERY + facts.recipients * TOPIC) / facts.range.recipient
  const byToken = QUERY / facts.range.token + facts.density * LOG
  return byRecipient <= byToken ? 'recipient' : 'token'
}

export interface DensityMeter {
  value(): number | null
  /** What a query by token brought. */
  measured(logs: number, blocks: number): void
  /** A query went by recipient; after many of those the last measure is too old to go by. */
  passed(): void
}

const STALE_AFTER = 200

export function createDensityMeter(): DensityMeter {
  let density: number | null = null
  let age = 0
  return {
    value: () => density,
    measured(logs, blocks) {
      const now = logs / blocks
      density = density === null ? now : density * 0.7 + now * 0.3
      age = 0
    },
    passed() {
      age += 1
      if (age >= STALE_AFTER) density = null
    },
  }
}
