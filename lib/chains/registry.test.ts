import { describe, expect, test } from 'vitest'
import { openNetworks } from './registry'

const url = 'http://127.0.0.1:1'

describe('opening networks', () => {
  test('opens what is configured, in the order of the registry', () => {
    const networks = [
      { id: 'local', rpcUrls: [url] },
      { id: 'base', rpcUrls: [url, 'http://127.0.0.1:2'] },
    ]
    const registry = openNetworks({ networks, localMode: 'test' })
    expect(registry.all().map(({ id, secondProvider }) => [id, secondProvider])).toEqual([
      ['base', true],
      ['local', false],
      ['sandbox', false],
    ])
    expect(registry.get('base')?.chainId).toBe(8_453)
    expect(registry.providers('base')).toBe(registry.providers('base'))
    expect(registry.providers('base').map(({ name }) => name)).toEqual(['1: own node', '2: own node'])
    expect(registry.providers('local')).toHaveLength(1)
    expect(registry.get('polygon')).toBeUndefined()
    expect(() => registry.providers('polygon')).toThrow('"polygon" is not open')
  })

  test('gives the local chain its mode, and no other network', () => {
    const networks = [
      { id: 'local', rpcUrls: [url] },
      { id: 'sepolia', rpcUrls: [url] },
    ]
    const modes = (localMode: 'live' | 'test') =>
      openNetworks({ networks, localMode })
        .all()
        .map(({ id, mode }) => [id, mode])
    expect(modes('live')).toEqual([
      ['sepolia', 'test'],
      ['local', 'live'],
      ['sandbox', 'test'],
    ])
    expect(modes('test')).toEqual([
      ['sepolia', 'test'],
      ['local', 'test'],
      ['sandbox', 'test'],
    ])
  })

  test('always has the sandbox, and a lane of it for each invoice', () => {
    const registry = openNetworks({ networks: [], localMode: 'live' })
    expect(registry.get('sandbox')).toMatchObject({ mode: 'test', name: 'Sandbox' })
    expect(registry.get('sandbox:inv_1')).toMatchObject({
      id: 'sandbox:inv_1',
      mode: 'test',
      name: 'Sandbox',
    })
    expect(registry.get('local:inv_1')).toBeUndefined()
    expect(() => registry.providers('sandbox')).toThrow('is not open')
  })

  test('two URLs of one site are one witness (S5)', () => {
    const rpcUrls = ['https://one.example.com/v2/key', 'https://two.example.com/v2/other']
    const registry = openNetworks({ networks: [{ id: 'base', rpcUrls }], localMode: 'test' })
    expect(registry.get('base')?.secondProvider).toBe(false)
  })

  test.each([
    ['an unknown network', [{ id: 'dogecoin', rpcUrls: [url] }], 'Unknown network "dogecoin"'],
    ['one without an RPC URL', [{ id: 'base', rpcUrls: [] }], '"base" has no RPC URL'],
    [
      'one configured twice',
      [
        { id: 'base', rpcUrls: [url] },
        { id: 'base', rpcUrls: [url] },
      ],
      'configured twice',
    ],
    ['an RPC URL twice', [{ id: 'base', rpcUrls: [url, url] }], 'has an RPC URL twice'],
  ])('refuses %s', (_, networks, message) => {
    expect(() => openNetworks({ networks, localMode: 'test' })).toThrow(message)
  })
})
