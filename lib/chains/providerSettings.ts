import type { Budget } from './meter'
import type { ProviderLimits } from './network'

/** What an operator says of one provider: its budget, and limits that are not to be learnt by being refused (S9). */
export type ProviderSettings = { budget: Budget; limits: Partial<ProviderLimits> }

export const NO_SETTINGS: ProviderSettings = { budget: { perSecond: null, perDay: null }, limits: {} }

const WORDS: Readonly<Record<string, keyof ProviderLimits>> = {
  topics: 'maxTopics',
  addresses: 'maxAddresses',
  range: 'maxRange',
  logs: 'maxLogs',
  batch: 'batchSize',
  timeout: 'requestTimeoutMs',
}

/** Reads words such as `10/s 100000/day topics=500 range=10`; null where one of them is none. Empty says nothing. */
export function parseProviderSettings(text: string): ProviderSettings | null {
  const budget: Budget = { ...NO_SETTINGS.budget }
  const limits: Partial<ProviderLimits> = {}
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const rate = /^([1-9]\d{0,9})\/(s|day)$/.exec(word)
    const limit = /^([a-z]+)=([1-9]\d{0,8})$/.exec(word)
    const name = WORDS[limit?.[1] ?? '']
    if (rate?.[1]) budget[rate[2] === 's' ? 'perSecond' : 'perDay'] = Number.parseInt(rate[1], 10)
    else if (name && limit?.[2]) limits[name] = Number.parseInt(limit[2], 10)
    else return null
  }
  return { budget, limits }
}
