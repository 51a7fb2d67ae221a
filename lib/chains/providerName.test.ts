import { expect, test } from 'vitest'
import { providerId, providerSite, shownSite } from './providerName'

test.each([
  ['https://mainnet.infura.io/v3/0123456789abcdef0123456789abcdef', 'infura.io'],
  ['https://eth-mainnet.g.alchemy.com/v2/KEY-KEY', 'alchemy.com'],
  ['https://wispy-small-tree.base-mainnet.quiknode.pro/0123456789abcdef/', 'quiknode.pro'],
  ['https://0123456789abcdef.eth.rpc.rivet.cloud/', 'rivet.cloud'],
  ['https://user:secret@rpc.example.com:8443/?apikey=secret', 'example.com:8443'],
  ['http://127.0.0.1:8545', '127.0.0.1:8545'],
  ['http://[::1]:8545', '[::1]:8545'],
  ['http://localhost:8545', 'localhost:8545'],
])('%s is shown as %s', (url, site) => {
  expect(providerSite(url)).toBe(site)
})

test('in the database a provider is a hash of its URL', () => {
  expect(providerId('https://a.example/key')).toMatch(/^[0-9a-f]{24}$/)
  expect(providerId('https://a.example/key')).not.toBe(providerId('https://a.example/key2'))
})

test.each([
  'http://127.0.0.1:8545',
  'http://[::1]:8545',
  'http://geth:8545',
  'http://node7.eth.internal:8545',
])('%s is nobody else to know of', (url) => {
  expect(shownSite(url)).toBe('own node')
})

test('a company is told by its site', () => {
  expect(shownSite('https://mainnet.infura.io/v3/key')).toBe('infura.io')
})
