import { shortHash } from '@/lib/pay/format'
import type { ListedMethod } from '@/lib/services/merchants/listPaymentMethods'
import type { BadgeText } from './badges'

export type MethodLine = {
  id: string
  token: string
  network: string
  treasury: { short: string; full: string; url: string | null }
  badge: BadgeText
  isDefault: boolean
}

const STATES: Readonly<Record<ListedMethod['state'], BadgeText>> = {
  ready: { label: 'Ready', tone: 'good' },
  delayed: { label: 'Read with a delay', tone: 'careful' },
  unverified: { label: 'Not verified yet', tone: 'careful' },
  closed: { label: 'Not read here', tone: 'bad' },
}

export function methodLine({ method, network, state }: ListedMethod): MethodLine {
  return {
    id: method.id,
    token: method.token,
    network: network?.name ?? method.network,
    treasury: {
      short: shortHash(method.treasury),
      full: method.treasury,
      url: network?.explorer?.address(method.treasury) ?? null,
    },
    badge: method.enabled ? STATES[state] : { label: 'Switched off', tone: 'plain' },
    isDefault: method.isDefault,
  }
}
