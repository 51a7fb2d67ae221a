import { describe, expect, it } from 'vitest'
import type { OptionView, PaymentView } from '../views'
import { cheapest, pickWay, waysOf, type SendingCost } from './ways'

type Told = Pick<OptionView, 'id' | 'network' | 'token' | 'rail' | 'isDefault'>

const told = (id: string, token: string, network: string, more: Partial<Told> = {}) =>
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what ways are made of
  ({ id, token, network, rail: 'forwarder', isDefault: false, ...more }) as OptionView

const options = [
  told('eth', 'ETH', 'ethereum', { isDefault: true }),
  told('eth-hub', 'ETH', 'ethereum', { rail: 'hub' }),
  told('usdc', 'USDC', 'ethereum'),
  told('usdc-base', 'USDC', 'base'),
  told('usdc-base-hub', 'USDC', 'base', { rail: 'hub' }),
  told('usdc-polygon', 'USDC', 'polygon'),
]
const networks = ['ethereum', 'base', 'polygon'].map((network) => ({
  network,
  name: network,
  delayed: network === 'polygon',
}))
const ways = waysOf({ options, networks, pausedOptions: new Map() })
const COSTS: Record<string, bigint> = { ethereum: 900n, base: 3n, polygon: 1n }
const cost: SendingCost = ({ option }) => COSTS[option.network] ?? null
const nobodyKnows: SendingCost = () => null
const pick = (token: string | null, network: string | null, payments: PaymentView[] = []) =>
  pickWay(ways, { token, network }, payments, cost)?.option.id

describe('the ways to pay an invoice', () => {
  it('are its assets, each once, with the hub beside the address', () => {
    expect(ways.map(({ option, call, paused }) => [option.id, call?.id ?? null, paused])).toEqual([
      ['eth', 'eth-hub', false],
      ['usdc', null, false],
      ['usdc-base', 'usdc-base-hub', false],
      ['usdc-polygon', null, true],
    ])
  })

  it('are paused where nobody can price them', () => {
    const paused = waysOf({ options, networks, pausedOptions: new Map([['eth', 'no_source']]) })
    expect(paused.filter((way) => way.paused).map(({ option }) => option.id)).toEqual(['eth', 'usdc-polygon'])
  })

  it('come with the cheapest network that is not paused', () => {
    expect(cheapest(ways.slice(1), cost)?.option.id).toBe('usdc-base')
    expect(cheapest(ways.slice(1), nobodyKnows)?.option.id).toBe('usdc')
    expect(cheapest([], cost)).toBeUndefined()
  })
})

describe('what a page tells', () => {
  it('is what was asked for, of a token alone the cheapest, else what the invoice quotes', () => {
    expect(pick('USDC', 'ethereum')).toBe('usdc')
    expect(pick('USDC', 'polygon')).toBe('usdc-polygon')
    expect(pick('USDC', null)).toBe('usdc-base')
    expect(pick('USDC', 'tron')).toBe('usdc-base')
    for (const nothing of [null, 'DOGE', '']) expect(pick(nothing, 'base')).toBe('eth')
  })

  it('is what money came in, whatever is asked for', () => {
    const paid = (facts: Partial<PaymentView>) =>
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what choosing looks at
      ({ network: 'base', token: 'USDC', valueMinor: 1n, status: 'detected', ...facts }) as PaymentView
    expect(pick('ETH', 'ethereum', [paid({})])).toBe('usdc-base')
    expect(pick('ETH', 'ethereum', [paid({ status: 'orphaned' })])).toBe('eth')
    expect(pick('ETH', 'ethereum', [paid({ token: 'DAI', valueMinor: null })])).toBe('eth')
  })
})
