import { fiatAmount } from '@/lib/pay/format'
import { PAUSE_TEXTS } from '@/lib/domain/rateInputs'
import { RATE_SOURCE_NAMES } from '@/lib/rates/names'
import type { InstanceView, OperatedNetwork } from '@/lib/services/operator/showInstance'
import type { BadgeText } from './badges'
import { rateFacts, rateText, type RateFacts } from './rateFacts'

/** How the instance is doing, in words for whoever runs it. */
export type InstancePage = {
  badge: BadgeText
  networks: NetworkCard[]
  sources: { name: string; told: string; badge: BadgeText; error: string | null }[]
  rates: { pair: string; value: string | null; facts: RateFacts | null; paused: string | null }[]
  /** How old a price may be; null where no source is asked. */
  maxAge: string | null
}

export type NetworkCard = {
  id: string
  name: string
  mode: string
  badge: BadgeText
  facts: { name: string; value: string }[]
  providers: ProviderLine[]
}

export type ProviderLine = {
  key: string
  site: string
  place: string
  badge: BadgeText
  head: string
  /** Of the day's budget. */
  calls: string
  /** Spent of it, in hundredths; null without a limit. */
  spent: number | null
  reach: string | null
  /** What went wrong; null while it does well. */
  trouble: { text: string; since: Date; retryAt: Date | null } | null
}

const PROVIDER_BADGES: Readonly<Record<OperatedNetwork['providers'][number]['state'], BadgeText>> = {
  ok: { label: 'Answers', tone: 'good' },
  failing: { label: 'Failing', tone: 'bad' },
  budget_spent: { label: 'Budget spent', tone: 'careful' },
  unused: { label: 'Not asked yet', tone: 'plain' },
}

/** What a provider did, by the code of its last trouble. */
const TROUBLES: Readonly<Record<string, string>> = {
  rate_limited: 'Refuses more requests (429)',
  timeout: 'Did not answer in time',
  range_too_large: 'Refuses even a single block',
  too_many_topics: 'Refuses even a single address',
  lagging: 'Is behind the chain',
  bad_response: 'Answers what is no answer',
  unavailable: 'Cannot be reached',
  wrong_chain: 'Is another chain, or has another factory',
  budget_spent: 'Its budget is spent',
}

export function instancePage(view: InstanceView): InstancePage {
  return {
    badge: view.ok ? { label: 'All is well', tone: 'good' } : { label: 'Needs a look', tone: 'careful' },
    networks: view.networks.map((network) => networkCard(network, view)),
    sources: view.sources.map(({ id, ageSeconds, lastError }) => ({
      name: RATE_SOURCE_NAMES[id] ?? id,
      told: ageSeconds === null ? 'Nothing yet' : `${span(ageSeconds)} ago`,
      badge: sourceBadge(ageSeconds, view.maxAgeSeconds),
      error: lastError,
    })),
    rates: view.rates.map(({ pair, answer }) => ({
      pair,
      value: answer.rate && rateText(answer.rate.value.num, answer.rate.value.den),
      facts: answer.rate && rateFacts(answer.rate.inputs),
      paused: answer.reason && sentence(PAUSE_TEXTS[answer.reason]),
    })),
    maxAge: view.maxAgeSeconds === null ? null : span(view.maxAgeSeconds),
  }
}

function networkCard(network: OperatedNetwork, view: InstanceView): NetworkCard {
  const { id, name, mode, providers } = network
  return {
    id,
    name,
    mode: mode === 'live' ? 'Live' : 'Test',
    badge: networkBadge(network),
    facts: network.simulated
      ? simulatedFacts(network)
      : [...networkFacts(network, view.secondWitnessFromMinor), screeningFact(network, view.screening)],
    providers: providers.map((provider, place): ProviderLine => {
      const { callsToday, callsPerDay, learnt, failingSince, error } = provider
      const highest = Math.max(...providers.map((one) => one.head ?? 0))
      const behind = provider.head === null ? 0 : highest - provider.head
      return {
        key: provider.name,
        site: provider.site,
        place: place === 0 ? 'Preferred' : `${place + 1}. choice`,
        badge: PROVIDER_BADGES[provider.state],
        head:
          provider.head === null
            ? '–'
            : `${grouped(provider.head)}${behind > 0 ? `, ${blocks(behind)} behind` : ''}`,
        calls:
          callsPerDay === null ? grouped(callsToday) : `${grouped(callsToday)} of ${grouped(callsPerDay)}`,
        spent:
          callsPerDay === null
            ? null
            : Math.min(100, Math.floor((callsToday * 100) / Math.max(1, callsPerDay))),
        reach:
          learnt &&
          `${blocks(learnt.blocks)}, ${grouped(learnt.topics)} recipients, ${grouped(learnt.addresses)} tokens`,
        trouble: failingSince && {
          text: (error && TROUBLES[error]) ?? 'Does not do what it should',
          since: failingSince,
          retryAt: provider.retryAt,
        },
      }
    }),
  }
}

function networkBadge({ verified, late, lastError, simulated }: OperatedNetwork): BadgeText {
  if (simulated) return { label: 'Simulated', tone: 'plain' }
  if (!verified) return { label: 'Not verified', tone: 'bad' }
  if (late) return { label: 'Behind', tone: 'bad' }
  return lastError ? { label: 'In trouble', tone: 'careful' } : { label: 'Up to date', tone: 'good' }
}

function networkFacts(network: OperatedNetwork, largeFrom: bigint): NetworkCard['facts'] {
  const { head, cursor, lagSeconds, verified, secondProvider, lastError } = network
  const behind = head === null || cursor === null ? null : Math.max(0, head - cursor)
  const large = fiatAmount(largeFrom, 'USD')
  return [
    { name: 'Head of the chain', value: head === null ? 'Not read yet' : `Block ${grouped(head)}` },
    {
      name: 'Read up to',
      value:
        cursor === null
          ? 'Not read yet'
          : `Block ${grouped(cursor)}${behind ? `, ${blocks(behind)} behind` : ''}`,
    },
    {
      name: 'Last proven block',
      value: lagSeconds === null ? 'None yet' : `${span(lagSeconds)} old`,
    },
    {
      name: 'Chain and contract',
      value: verified ? 'As they must be' : 'Not confirmed: nothing is quoted here',
    },
    {
      name: 'Second witness',
      value: secondProvider
        ? `Another company is asked from ${large} on`
        : 'None: one company alone is believed, whatever the amount',
    },
    ...(lastError ? [{ name: 'Last run', value: TROUBLES[lastError] ?? lastError }] : []),
  ]
}

const SCREENS = { oracle: 'a contract that knows sanctioned addresses', list: 'your own list' } as const

/** D9: who looks at senders before their money is settled. */
function screeningFact(
  { id }: OperatedNetwork,
  all: InstanceView['screening'],
): { name: string; value: string } {
  const name = 'Senders'
  const own = all.filter(({ networks }) => networks === null || networks.includes(id))
  if (own.length === 0) return { name, value: 'Not screened' }
  const trouble = own.find((one) => one.trouble !== null)
  const by = `Screened by ${own.map((one) => SCREENS[one.id]).join(' and ')}`
  return { name, value: trouble ? `${by}, which fails (${trouble.trouble}): settling waits` : by }
}

function simulatedFacts({ lagSeconds }: OperatedNetwork): NetworkCard['facts'] {
  const late = lagSeconds ?? 0
  return [
    { name: 'Chains', value: 'One for each test invoice, made up here' },
    { name: 'Reading them', value: late === 0 ? 'Nothing waits' : `The longest waits for ${span(late)}` },
  ]
}

function sourceBadge(age: number | null, most: number | null): BadgeText {
  if (age === null) return { label: 'Silent', tone: 'bad' }
  return most !== null && age > most
    ? { label: 'Too old', tone: 'careful' }
    : { label: 'Fresh', tone: 'good' }
}

/** `45 s`, `12 min`, `3 h`, `2 days`. */
function span(seconds: number): string {
  if (seconds < 120) return `${seconds} s`
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`
  const hours = Math.round(seconds / 3_600)
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} days`
}

function blocks(count: number): string {
  return count === 1 ? '1 block' : `${grouped(count)} blocks`
}

function grouped(count: number): string {
  return count.toLocaleString('en-US')
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
