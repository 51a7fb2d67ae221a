import { describe, expect, it } from 'vitest'
import { parseCidr, parseRange, targetProblem, type ReceiverRules } from './addresses'
import { receiverUrlProblem } from './receiverUrl'

const CLOSED: ReceiverRules = { ports: [443, 8443], ranges: [] }
const opened = (...ranges: string[]): ReceiverRules => ({
  ports: [443, 8443],
  ranges: ranges.map((text) => parseRange(text) ?? never(text)),
})
const cidrs = (...texts: string[]) => texts.map((text) => parseCidr(text) ?? never(text))

describe('a URL that names an address that is not public, in any of its forms', () => {
  it.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '017700000001',
    '127.0.0.1.',
    '127。0。0。1',
    '１２７.0.0.1',
    '%31%32%37.0.0.1',
    'localhost',
    'LOCALHOST',
    'localhost.',
    'a.localhost',
    '0.0.0.0',
    '0',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.100.100.200',
    '192.0.0.1',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '192.88.99.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '168.63.129.16',
    '[::]',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:10.0.0.1]',
    '[::127.0.0.1]',
    '[fe80::1]',
    '[fec0::1]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[ff02::1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::7f00:1]',
    '[2002:7f00:1::]',
    '[2001::1]',
    '[2001:db8::1]',
    '[3fff::1]',
    '[100::1]',
    '[5f00::1]',
    '[1234::1]',
  ])('https://%s/ is refused', (host) => {
    expect(receiverUrlProblem(CLOSED, `https://${host}/hook`)).toMatch(/cannot be reached from here/)
  })
})

it.each([
  ['https://merchant.com/webhook', null],
  ['https://merchant.com:8443/webhook?order=1', null],
  ['https://1.1.1.1/', null],
  ['https://[2606:4700::1111]/', null],
  ['https://localhost.merchant.com/', null],
  ['http://merchant.com/', 'must be an https URL'],
  ['http://1.1.1.1/', 'cannot be reached from here: only https is spoken to public addresses'],
  ['https://merchant.com:22/', 'must use one of the ports 443, 8443'],
  ['https://1.1.1.1:9443/', 'cannot be reached from here: port 9443 is not open for webhooks'],
  ['https://user:password@merchant.com/', 'must not hold credentials'],
  ['https://user@merchant.com/', 'must not hold credentials'],
  ['ftp://merchant.com/', 'must be an https URL'],
  ['file:///etc/passwd', 'must be an https URL'],
  ['//merchant.com/', 'must be an https URL'],
  ['merchant', 'must be an https URL'],
  ['https://', 'must be an https URL'],
  ['https://merchant.com:0/', 'must use one of the ports 443, 8443'],
])('%s: %s', (url, problem) => {
  expect(receiverUrlProblem(CLOSED, url)).toBe(problem)
})

describe('what the operator opened', () => {
  const rules = opened('127.0.0.0/8@1-65535', '10.1.0.0/16@8080', '10.2.0.0/16')
  it.each([
    ['http://127.0.0.1:3000/hook', /^open$/],
    ['http://localhost:3000/hook', /^open$/],
    ['https://[::ffff:127.0.0.1]:1/', /^open$/],
    ['http://10.1.2.3:8080/', /^open$/],
    ['http://10.1.2.3:8081/', /not a public address/],
    ['https://10.2.0.1/', /^open$/],
    ['https://10.2.0.1:8444/', /not a public address/],
    ['http://[::1]:3000/', /not a public address/],
    ['http://192.168.0.1:3000/', /not a public address/],
    // By name it may lie in a range: which address it is shows at connect time.
    ['http://receiver.internal:8080/', /^open$/],
    ['http://receiver.internal:3000/', /must be an https URL/],
    ['https://merchant.com:3000/', /must use one of the ports/],
  ])('%s: %s', (url, problem) => {
    expect(receiverUrlProblem(rules, url) ?? 'open').toMatch(problem)
  })
})

describe('allowed_ips', () => {
  const target = (address: string) => ({ address, port: 443, secure: true })
  it('narrow', () => {
    expect(targetProblem(CLOSED, target('1.1.1.1'), cidrs('1.1.1.0/24'))).toBeNull()
    expect(targetProblem(CLOSED, target('1.1.2.1'), cidrs('1.1.1.0/24', '8.8.8.8'))).toMatch(/allowed_ips/)
    expect(targetProblem(opened('10.0.0.0/8'), target('10.0.0.1'), cidrs('10.0.0.2'))).toMatch(/allowed_ips/)
  })
  it('never open', () => {
    expect(targetProblem(CLOSED, target('10.0.0.1'), cidrs('10.0.0.0/8'))).toMatch(/not a public address/)
  })
})

it.each([
  '127.1',
  '0x7f.0.0.1',
  '1.1.1.1/33',
  '1.1.1.1/',
  '1.1.1.1/8/8',
  'fe80::1%eth0',
  'merchant.com',
  '',
  '/8',
])('%j is no address or range', (text) => expect(parseCidr(text)).toBeNull())

it.each([
  '10.0.0.0/8@',
  '10.0.0.0/8@0',
  '10.0.0.0/8@2-1',
  '10.0.0.0/8@65536',
  '10.0.0.0/8@*',
  '10.0.0.0/8@1@2',
])('%j is no range of an operator', (text) => expect(parseRange(text)).toBeNull())

function never(text: string): never {
  throw new Error(`${text} is no range`)
}
