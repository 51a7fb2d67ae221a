import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { listenOptions } from '@/server/listenOptions'
import { ENV_VARIABLES, EnvError, readEnv } from './env'

const KEY = 'a1'.repeat(32)
const COMPLETE: Record<string, string> = {
  DATABASE_URL: 'postgres://checkout@localhost/checkout',
  PUBLIC_URL: 'https://pay.example/',
  API_KEY_PEPPER: `new:${KEY},old:${'b1'.repeat(32)}`,
  ENCRYPTION_KEY: `k1:${'c1'.repeat(32)}`,
  AUTH_SECRET: `s1:${'d1'.repeat(32)}`,
  JWT_SECRET: `j1:${'e1'.repeat(32)}`,
  SIGNING_KEY: `g1:${'f1'.repeat(32)}`,
}

/** Read by the self-hosted server alone: elsewhere the platform decides where to listen. */
const SERVER_VARIABLES = ['PORT', 'HOST']

function problems(environment: Record<string, string>): string {
  try {
    readEnv(environment)
  } catch (error) {
    if (error instanceof EnvError) return error.message
    throw error
  }
  throw new Error('nothing was found wrong')
}

describe('.env.example', () => {
  const example = readFileSync('.env.example', 'utf8')
  const named = [...example.matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map((match) => match[1] ?? '')

  test('names every variable that is read, once, and no other', () => {
    const known = named.filter((name) => !/^(RPC|SOLID)_(URLS|LIMITS)_/.test(name))
    expect(known.toSorted()).toEqual([...ENV_VARIABLES, ...SERVER_VARIABLES].toSorted())
    expect(named).toEqual(expect.arrayContaining(['RPC_URLS_BASE', 'RPC_LIMITS_BASE', 'SOLID_URLS_TRON']))
  })

  test('says something about each of them', () => {
    const lines = example.split('\n')
    for (const name of named) {
      const at = lines.findIndex((line) => line.replace('# ', '').startsWith(`${name}=`))
      expect(`${name}: ${lines[at - 1]}`).toMatch(/: # \S.*\S$/)
    }
  })

  test('shows the defaults', () => {
    const shown = Object.fromEntries(
      [...example.matchAll(/^# ([A-Z_]+)=(.+)$/gm)].map((match) => [match[1], match[2]]),
    )
    const defaults = readEnv(COMPLETE)
    expect(`${defaults.databasePoolSize}`).toBe(shown['DATABASE_POOL_SIZE'])
    expect(`${defaults.reconcileIntervalMs}`).toBe(shown['RECONCILE_INTERVAL_MS'])
    expect(`${defaults.rateLimitScale}`).toBe(shown['RATE_LIMIT_SCALE'])
    expect(`${defaults.secondWitnessFromMinor / 100n}`).toBe(shown['SECOND_WITNESS_FROM'])
    expect(`${defaults.sweepFromMinor}`).toBe(shown['SWEEP_FROM_CENTS'])
    expect(`${defaults.relaysPerDay}`).toBe(shown['RELAYS_PER_DAY'])
    expect(`${defaults.payoutDelayMs / 3_600_000}`).toBe(shown['PAYOUT_DELAY_HOURS'])
    expect(defaults.feeRecipient).toBe(shown['FEE_RECIPIENT'])
    expect(defaults.localNetworkMode).toBe(shown['LOCAL_NETWORK_MODE'])
    expect(defaults.logLevel).toBe(shown['LOG_LEVEL'])
    expect(listenOptions(shown)).toEqual(listenOptions({}))
  })
})

describe('what is missing or wrong is named with what it should be', () => {
  test('all of it at once', () => {
    const message = problems({})
    for (const name of ['DATABASE_URL', 'PUBLIC_URL', 'API_KEY_PEPPER', 'ENCRYPTION_KEY']) {
      expect(message).toContain(`${name} is missing`)
    }
    expect(message).toContain('.env.example')
  })

  test('an empty value is a missing one', () => {
    expect(problems({ ...COMPLETE, ENCRYPTION_KEY: '' })).toContain('ENCRYPTION_KEY is missing')
  })

  test.each([
    ['DATABASE_URL', 'mysql://localhost/checkout', 'must be a postgres:// URL'],
    ['DATABASE_POOL_SIZE', '0', 'must be a whole number from 1 to 100'],
    ['DATABASE_POOL_SIZE', 'many', 'must be a whole number from 1 to 100'],
    ['REDIS_URL', 'localhost:6379', 'must be a redis:// or rediss:// URL'],
    ['METRICS_TOKEN', 'short', 'must have at least 16 characters'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318', 'must be an http(s) URL'],
    ['PUBLIC_URL', 'pay.example', 'must be an http(s) URL'],
    ['REGISTRATION_PLANS', 'basic,golden', 'must be some of basic,pro,enterprise'],
    ['REGISTRATION_FEE_PERCENT', '0.1-5.1', 'must be such as 0.1-5.0'],
    ['CRON_SECRET', 'short', 'must have at least 16 characters'],
    ['API_KEY_PEPPER', KEY, 'must be id:64-hex-digits, several separated by commas'],
    [
      'ENCRYPTION_KEY',
      `k1:${KEY},k1:${'b2'.repeat(32)}`,
      'must be id:64-hex-digits, several separated by commas, each with an id of its own',
    ],
    ['JWT_SECRET', `j1:${KEY}`, 'must not hold a key of API_KEY_PEPPER'],
    ['ENCRYPTION_KEY', `k1:${KEY},k2:abc`, 'must be id:64-hex-digits, several separated by commas'],
    ['LOCAL_NETWORK_MODE', 'main', 'must be test or live'],
    ['FEE_RECIPIENT', '0x12', 'must be a 20-byte 0x address'],
    ['GAS_PRIVATE_KEY', 'abandon abandon about', 'must be a 32-byte 0x key that holds gas money only'],
    ['FIXED_RATES', 'ETH=3000', 'must be such as ETH/USD=3318.50'],
    ['RATE_LIMIT_SCALE', '0', 'must be a number above 0'],
    ['SECOND_WITNESS_FROM', '10.5', 'must be whole US dollars, 0 or more'],
    ['SWEEP_FROM_CENTS', '-1', 'must be whole US cents, 0 or more'],
    ['PAYOUT_DELAY_HOURS', '721', 'must be whole hours, 0 to 720'],
    ['RECONCILE_INTERVAL_MS', '5', 'must be whole milliseconds, 200 or more'],
    ['LOG_LEVEL', 'loud', 'must be debug, info, warn, error or silent'],
  ])('%s=%s', (name, value, wanted) => {
    const lines = problems({ ...COMPLETE, [name]: value }).split('\n')
    expect(lines).toHaveLength(3)
    expect(lines[1]).toContain(`${name} ${wanted}`)
  })

  test('a network without an RPC URL, with one that is none, or with one twice', () => {
    const opened = { ...COMPLETE, NETWORKS: 'base-sepolia' }
    expect(problems(opened)).toContain('RPC_URLS_BASE_SEPOLIA must be http(s) RPC URLs')
    const given = (urls: string) => problems({ ...opened, RPC_URLS_BASE_SEPOLIA: urls })
    expect(given('https://a.example,b')).toContain('RPC_URLS_BASE_SEPOLIA must be')
    expect(given('https://a.example,https://a.example')).toContain('names an RPC URL twice')
  })

  test('limits of a provider that cannot be read, or of one that is not there', () => {
    const opened = { ...COMPLETE, NETWORKS: 'base', RPC_URLS_BASE: 'https://a.example' }
    for (const limits of ['10/h', '0/s', 'topics=many', 'colour=7', '10/s,10/s']) {
      expect(problems({ ...opened, RPC_LIMITS_BASE: limits })).toContain('RPC_LIMITS_BASE must be such as')
    }
  })

  test('a retired signing key under a name that another has', () => {
    for (const retired of [`g1:${'02'.repeat(32)}`]) {
      expect(problems({ ...COMPLETE, SIGNING_RETIRED_KEYS: retired })).toContain(
        'SIGNING_RETIRED_KEYS names one of SIGNING_KEY',
      )
    }
    expect(problems({ ...COMPLETE, SIGNING_RETIRED_KEYS: 's0' })).toContain(
      'SIGNING_RETIRED_KEYS must be id:64-hex-digits',
    )
  })

  test('no secret is repeated in the message', () => {
    expect(problems({ ...COMPLETE, GAS_PRIVATE_KEY: `0x${KEY}ff` })).not.toContain(KEY)
  })
})

describe('what is right is read', () => {
  test('TRON with its solid nodes, one for each provider or none', () => {
    const two = { RPC_URLS_TRON: 'https://one.example/jsonrpc,https://two.example/jsonrpc', NETWORKS: 'tron' }
    const solid = 'https://one.example/walletsolidity,https://two.example/walletsolidity'
    expect(readEnv({ ...COMPLETE, ...two, SOLID_URLS_TRON: solid }).networks[0]?.solidUrls).toEqual(
      solid.split(','),
    )
    expect(problems({ ...COMPLETE, ...two, SOLID_URLS_TRON: 'https://one.example' })).toContain(
      'SOLID_URLS_TRON must be',
    )
    const base = {
      NETWORKS: 'base',
      RPC_URLS_BASE: 'https://one.example',
      SOLID_URLS_BASE: 'https://one.example',
    }
    expect(problems({ ...COMPLETE, ...base })).toContain('SOLID_URLS_BASE must be')
  })

  test('keyrings in their order, URLs without a slash at the end', () => {
    const env = readEnv(COMPLETE)
    expect(env.apiKeyPeppers.map((key) => key.id)).toEqual(['new', 'old'])
    expect(env.encryptionKeys[0]?.key).toHaveLength(32)
    expect(env.publicUrl).toBe('https://pay.example')
    expect(env).toMatchObject({ cronSecret: null, gasPrivateKey: null, networks: [] })
  })

  test('each open network with its RPC URLs', () => {
    const { networks } = readEnv({
      ...COMPLETE,
      NETWORKS: 'base, base-sepolia',
      RPC_URLS_BASE: 'https://one.example,https://two.example',
      RPC_URLS_BASE_SEPOLIA: 'https://three.example',
    })
    expect(networks).toEqual([
      { id: 'base', rpcUrls: ['https://one.example', 'https://two.example'], settings: [] },
      { id: 'base-sepolia', rpcUrls: ['https://three.example'], settings: [] },
    ])
  })

  test('what each provider may be asked, in the order of the URLs', () => {
    const { networks } = readEnv({
      ...COMPLETE,
      NETWORKS: 'base',
      RPC_URLS_BASE: 'https://one.example,https://two.example,https://three.example',
      RPC_LIMITS_BASE: '10/s 100000/day range=10 topics=500,,25/s',
    })
    expect(networks[0]?.settings).toEqual([
      { budget: { perSecond: 10, perDay: 100_000 }, limits: { maxRange: 10, maxTopics: 500 } },
      { budget: { perSecond: null, perDay: null }, limits: {} },
      { budget: { perSecond: 25, perDay: null }, limits: {} },
    ])
  })
})
