import { fiatText } from '@/lib/domain/money'
import { shortHash } from '@/lib/pay/format'
import { PAUSE_TEXTS } from '@/lib/domain/rateInputs'
import type { ListedMethod } from '@/lib/services/merchants/listPaymentMethods'
import type { BadgeText } from './badges'

type Place = { short: string; full: string; url: string | null }

export type MethodLine = {
  id: string
  token: string
  network: string
  /** Where money goes now; null where customers pay to addresses of the merchant's own wallet, or while the first treasury waits. */
  treasury: Place | null
  /** The fingerprint of the wallet whose addresses are given out now. */
  wallet: string | null
  /** What takes the place of either from then on, unless it is called off (F4). */
  next: ({ from: Date } & ({ treasury: Place } | { wallet: string })) | null
  /** From which amount on it is offered, and why; null where it is for every invoice (L8). */
  minimum: string | null
  badge: BadgeText
  isDefault: boolean
}

const STATES: Readonly<Record<ListedMethod['state'], BadgeText>> = {
  ready: { label: 'Ready', tone: 'good' },
  delayed: { label: 'Read with a delay', tone: 'careful' },
  unverified: { label: 'Not verified yet', tone: 'careful' },
  closed: { label: 'Not read here', tone: 'bad' },
  waiting: { label: 'Begins later', tone: 'careful' },
}

export function methodLine(listed: ListedMethod): MethodLine {
  const { method, network, state, paused, wallet, minimum, treasury } = listed
  return {
    id: method.id,
    token: method.token,
    network: network?.name ?? method.network,
    treasury: treasury === null ? null : placeOf(treasury),
    wallet: wallet?.fingerprint ?? null,
    next: nextOf(),
    minimum: minimum && minimumText(minimum),
    badge: badgeOf(),
    isDefault: method.isDefault,
  }

  function placeOf(address: string): Place {
    return { short: shortHash(address), full: address, url: network?.explorer?.address(address) ?? null }
  }

  function nextOf(): MethodLine['next'] {
    if (wallet?.next) return { from: wallet.next.from, wallet: wallet.next.fingerprint }
    return listed.pending && { from: listed.pending.from, treasury: placeOf(listed.pending.treasury) }
  }

  function badgeOf(): BadgeText {
    if (!method.enabled) return { label: 'Switched off', tone: 'plain' }
    // D3: without a rate nothing is asked for in it, whatever its network does.
    return paused && state === 'ready'
      ? { label: `Paused: ${PAUSE_TEXTS[paused]}`, tone: 'careful' }
      : STATES[state]
  }
}

function minimumText({ minor, currency, because }: NonNullable<ListedMethod['minimum']>): string {
  const why = because === 'gas' ? 'moving less costs more gas than it brings' : 'set by the operator'
  return `From ${fiatText(minor, currency)} ${currency}: ${why}`
}

/** Networks on which payments are passed on to a wallet of the merchant's, so that another token can go there too. */
export function forwardingNetworks(methods: readonly ListedMethod[]): { value: string; label: string }[] {
  const found = methods.flatMap(({ treasury, network }) =>
    network && !network.laneOfItsOwn && treasury !== null ? [[network.id, network.name] as const] : [],
  )
  return [...new Map(found)].map(([value, label]) => ({ value, label }))
}
