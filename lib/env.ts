import { z } from 'zod'
import { displayAddress } from '@/lib/chains/evm/displayAddress'
import { NETWORKS } from '@/lib/chains/networks'
import { parseAddressList } from '@/lib/chains/screening/addressList'
import { parseProviderSettings } from '@/lib/chains/providerSettings'
import { parseRange } from '@/lib/webhooks/addresses'
import { MAX_FEE_BPS } from '@/lib/domain/fees'
import { parseKeyring } from '@/lib/keyring'
import { isSourceId, SOURCE_IDS, type LiveRules, type SourceId } from '@/lib/rates/port'
import { isPlan, PLANS, type Plan } from '@/lib/domain/plans'

/** Several keys of one use; see `lib/keyring.ts`. */
const keyring = z.string({ error: 'is missing' }).transform((text, context) => {
  const keys = parseKeyring(text)
  if (keys) return keys
  const message = 'must be id:64-hex-digits, several separated by commas, each with an id of its own'
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})

/** The variables that hold one. */
export const KEYRINGS = [
  'API_KEY_PEPPER',
  'ENCRYPTION_KEY',
  'AUTH_SECRET',
  'JWT_SECRET',
  'SIGNING_KEY',
] as const

const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http(s) URL' })

/** A whole number from `min` to `max`; `error` says so in words. */
function count(min: number, max: number, error: string) {
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error })
}

/** `ethereum=5.00` as a network of the registry and US cents; null for anything else. */
function minimumOf(text: string): readonly [string, bigint] | null {
  const [, id = '', whole = '', part = ''] = /^([a-z-]+)=(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.trim()) ?? []
  if (!NETWORKS.some((network) => network.id === id)) return null
  return [id, BigInt(whole) * 100n + BigInt(part.padEnd(2, '0'))]
}

/** `ethereum=0x…` as an EVM network of the registry and a contract; null for anything else. */
function oracleOf(text: string): readonly [string, string] | null {
  const [, id = '', contract = ''] = /^([a-z-]+)=(0x[0-9a-fA-F]{40})$/.exec(text.trim()) ?? []
  const address = displayAddress(contract)
  return address && NETWORKS.some((one) => one.id === id && one.kind === 'evm') ? [id, address] : null
}

/** Ports that are open for webhooks at every public address (W5). */
const WEBHOOK_PORTS = [443, 8443]

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )

const schema = z.object({
  DATABASE_URL: z
    .string({ error: 'is missing' })
    .regex(/^postgres(ql)?:\/\//, { error: 'must be a postgres:// URL' }),
  DATABASE_POOL_SIZE: count(1, 100, 'must be a whole number from 1 to 100').default(10),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\/\S+$/, { error: 'must be a redis:// or rediss:// URL' })
    .optional(),
  METRICS_TOKEN: z.string().min(16, { error: 'must have at least 16 characters' }).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.transform((url) => url.replace(/\/+$/, '')).optional(),
  OTEL_SERVICE_NAME: z.string().min(1).default('crypto-checkout'),
  PUBLIC_URL: z
    .string({ error: 'is missing' })
    .pipe(httpUrl)
    .transform((url) => url.replace(/\/+$/, '')),
  REGISTRATION: z.enum(['open', 'closed'], { error: 'must be open or closed' }).default('closed'),
  REGISTRATION_PLANS: z
    .string()
    .default(PLANS.join(','))
    .transform((text) => text.split(',').map((plan) => plan.trim()))
    .refine((plans): plans is Plan[] => plans.every(isPlan), {
      error: `must be some of ${PLANS.join(',')}, the usual one first`,
    }),
  REGISTRATION_FEE_PERCENT: z
    .string()
    .default('0.1-5.0')
    .transform((text, context) => {
      const [minBps, maxBps] = (/^(\d(?:\.\d{1,2})?)-(\d(?:\.\d{1,2})?)$/.exec(text) ?? [])
        .slice(1)
        .map((part) => Math.round(Number(part) * 100))
      if (minBps !== undefined && maxBps !== undefined && minBps <= maxBps && maxBps <= MAX_FEE_BPS) {
        return { minBps, maxBps }
      }
      context.addIssue({ code: 'custom', message: 'must be such as 0.1-5.0, at most 5.0' })
      return z.NEVER
    }),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// URL' }).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^<>\r\n]*<?[^\s<>@]+@[^\s<>@]+>?$/, {
      error: 'must be such as Checkout <no-reply@example.com>',
    })
    .optional(),
  TRUST_PROXY: count(0, 10, 'must be how many proxies stand in front, 0 to 10').default(0),
  CRON_SECRET: z.string().min(16, { error: 'must have at least 16 characters' }).optional(),
  API_KEY_PEPPER: keyring,
  ENCRYPTION_KEY: keyring,
  AUTH_SECRET: keyring,
  JWT_SECRET: keyring,
  SIGNING_KEY: keyring,
  SIGNING_RETIRED_KEYS: z
    .string()
    .default('')
    .transform((text, context) => {
      const keys = text === '' ? [] : parseKeyring(text)
      if (keys) return keys
      const message = 'must be id:64-hex-digits, several separated by commas, each with an id of its own'
      context.addIssue({ code: 'custom', message })
      return z.NEVER
    }),
  NETWORKS: z.string().default(''),
  LOCAL_NETWORK_MODE: z.enum(['test', 'live'], { error: 'must be test or live' }).default('test'),
  FEE_RECIPIENT: z
    .string()
    .default('0x0000000000000000000000000000000000000000')
    .transform((text, context) => {
      const address = displayAddress(text)
      if (address) return address
      context.addIssue({ code: 'custom', message: 'must be a 20-byte 0x address with a right checksum' })
      return z.NEVER
    }),
  GAS_PRIVATE_KEY: z
    .string()
    .regex(/^0x[0-9a-f]{64}$/i, { error: 'must be a 32-byte 0x key that holds gas money only' })
    .optional(),
  FIXED_RATES: z
    .string()
    .default('')
    .refine(
      (text) =>
        text === '' ||
        text.split(',').every((part) => /^[A-Za-z0-9][A-Za-z0-9.+_-]*\/[A-Z]{3}=\d+(\.\d+)?$/.test(part)),
      {
        error: 'must be such as ETH/USD=3318.50,POL/USD=0.45',
      },
    ),
  RATE_SOURCES: z
    .string()
    .default('auto')
    .transform((text) => text.split(',').map((id) => id.trim()))
    .refine((ids) => ['auto', 'none'].includes(ids.join()) || ids.every(isSourceId), {
      error: `must be auto, none, or some of ${SOURCE_IDS.join(',')}`,
    }),
  RATE_MAX_AGE: count(30, 86_400, 'must be whole seconds, 30 to 86400').default(300),
  RATE_DEVIATION_BPS: count(1, 5_000, 'must be whole basis points, 1 to 5000').default(200),
  RATE_JUMP_BPS: count(1, 10_000, 'must be whole basis points, 1 to 10000').default(1_000),
  RATE_JUMP_HOLD: count(0, 86_400, 'must be whole seconds, 0 to 86400').default(600),
  RATE_PEG_BPS: count(1, 5_000, 'must be whole basis points, 1 to 5000').default(100),
  RATE_LIMIT_SCALE: z.coerce
    .number({ error: 'must be a number above 0' })
    .positive({ error: 'must be a number above 0' })
    .default(1),
  SECOND_WITNESS_FROM: count(0, 1_000_000_000, 'must be whole US dollars, 0 or more').default(1000),
  UNPAID_FEES_BLOCK_FROM: count(1, 1_000_000_000, 'must be whole US dollars, 1 or more').optional(),
  PAYOUT_DELAY_HOURS: count(0, 720, 'must be whole hours, 0 to 720').default(24),
  SWEEP_FROM_CENTS: count(0, 1_000_000_000, 'must be whole US cents, 0 or more').default(100),
  RELAYS_PER_DAY: count(0, 1_000_000, 'must be a whole number, 0 or more').default(200),
  NETWORK_MINIMUMS: z
    .string()
    .default('')
    .transform((text, context) => {
      const pairs = text.split(',').filter(Boolean).map(minimumOf)
      if (pairs.every((pair) => pair !== null)) return new Map(pairs)
      context.addIssue({ code: 'custom', message: 'must be such as ethereum=5.00,base=0' })
      return z.NEVER
    }),
  SCREENING_ORACLES: z
    .string()
    .default('')
    .transform((text, context) => {
      const pairs = text.split(',').filter(Boolean).map(oracleOf)
      if (pairs.every((pair) => pair !== null)) return new Map(pairs)
      context.addIssue({
        code: 'custom',
        message: 'must be such as ethereum=0x40C57923924B5c5c5455c48D93317139ADDaC8fb',
      })
      return z.NEVER
    }),
  SCREENING_LIST: z
    .string()
    .default('')
    .transform((text, context) => {
      try {
        return parseAddressList(text)
      } catch {
        context.addIssue({ code: 'custom', message: 'must be addresses, separated by commas' })
        return z.NEVER
      }
    }),
  SCREENING_LIST_FILE: z.string().optional(),
  SCREENING_UNKNOWN_SENDERS: z.enum(['hold', 'pass'], { error: 'must be hold or pass' }).default('hold'),
  LIVE_UPDATES: z.enum(['listen', 'poll'], { error: 'must be listen or poll' }).default('listen'),
  RECONCILE_INTERVAL_MS: count(200, 86_400_000, 'must be whole milliseconds, 200 or more').default(5_000),
  WEBHOOK_ALLOWED_RANGES: list.transform((parts, context) => {
    const ranges = parts.map(parseRange).filter((range) => range !== null)
    if (ranges.length === parts.length) return ranges
    const message = 'must be CIDR ranges, each with its ports after @ if any, such as 10.1.0.0/16@8080'
    context.addIssue({ code: 'custom', message })
    return z.NEVER
  }),
  WEBHOOK_ALLOWED_PORTS: list
    .refine((parts) => parts.every((part) => /^\d{1,5}$/.test(part) && +part >= 1 && +part <= 65_535), {
      error: 'must be ports from 1 to 65535, separated by commas',
    })
    .transform((parts) => parts.map((part) => Number.parseInt(part, 10))),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be debug, info, warn, error or silent',
    })
    .default('info'),
})

/** Every variable that is read, besides RPC_URLS_<NETWORK> and RPC_LIMITS_<NETWORK> of each open network, and SOLID_URLS_<NETWORK> of TRON. */
export const ENV_VARIABLES: readonly string[] = Object.keys(schema.shape)

export type Env = ReturnType<typeof readEnv>

/** The environment does not say what the server needs; the message names each variable and what it should be. */
export class EnvError extends Error {
  override readonly name = 'EnvError'
}

/** Reads and checks the environment. Throws EnvError with one line per variable that is missing or wrong. */
export function readEnv(source: Record<string, string | undefined> = process.env) {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  const networks = openedNetworks(given, problems)
  problems.push(...sharedKeys(given))
  if (parsed.success && namedTwice([...parsed.data.SIGNING_KEY, ...parsed.data.SIGNING_RETIRED_KEYS])) {
    problems.push('SIGNING_RETIRED_KEYS names one of SIGNING_KEY')
  }
  if (given.SMTP_URL && !given.MAIL_FROM) problems.push('MAIL_FROM is missing, because SMTP_URL is set')
  const rateSources = parsed.success ? sourcesFor(parsed.data.RATE_SOURCES, networks) : []
  if (rateSources.length === 1)
    problems.push('RATE_SOURCES must name two at least, because one source alone agrees with nobody')
  if (!parsed.success || problems.length > 0) {
    throw new EnvError(`The environment is not complete:\n  ${problems.join('\n  ')}\nSee .env.example.`)
  }
  const env = parsed.data
  return {
    databaseUrl: env.DATABASE_URL,
    databasePoolSize: env.DATABASE_POOL_SIZE,
    redisUrl: env.REDIS_URL ?? null,
    metricsToken: env.METRICS_TOKEN ?? null,
    tracing: env.OTEL_EXPORTER_OTLP_ENDPOINT
      ? { endpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT, serviceName: env.OTEL_SERVICE_NAME }
      : null,
    publicUrl: env.PUBLIC_URL,
    cronSecret: env.CRON_SECRET ?? null,
    apiKeyPeppers: env.API_KEY_PEPPER,
    encryptionKeys: env.ENCRYPTION_KEY,
    authKeys: env.AUTH_SECRET,
    jwtSecrets: env.JWT_SECRET,
    signingKeys: env.SIGNING_KEY,
    retiredSigningKeys: env.SIGNING_RETIRED_KEYS,
    registration: env.REGISTRATION,
    registrationPlans: env.REGISTRATION_PLANS,
    registrationFee: env.REGISTRATION_FEE_PERCENT,
    smtp: env.SMTP_URL && env.MAIL_FROM ? { url: env.SMTP_URL, from: env.MAIL_FROM } : null,
    trustedProxies: env.TRUST_PROXY,
    networks,
    localNetworkMode: env.LOCAL_NETWORK_MODE,
    feeRecipient: env.FEE_RECIPIENT,
    gasPrivateKey: (env.GAS_PRIVATE_KEY ?? null) as `0x${string}` | null,
    fixedRates: env.FIXED_RATES.split(',').filter(Boolean),
    rateSources,
    liveRates: rateSources.length === 0 ? null : liveRules(env, rateSources),
    rateLimitScale: env.RATE_LIMIT_SCALE,
    secondWitnessFromMinor: BigInt(env.SECOND_WITNESS_FROM) * 100n,
    sweepFromMinor: BigInt(env.SWEEP_FROM_CENTS),
    relaysPerDay: env.RELAYS_PER_DAY,
    networkMinimums: env.NETWORK_MINIMUMS,
    unpaidFeesBlockFromMinor:
      env.UNPAID_FEES_BLOCK_FROM === undefined ? null : BigInt(env.UNPAID_FEES_BLOCK_FROM) * 100n,
    payoutDelayMs: env.PAYOUT_DELAY_HOURS * 3_600_000,
    screening: {
      oracles: env.SCREENING_ORACLES,
      addresses: env.SCREENING_LIST,
      file: env.SCREENING_LIST_FILE ?? null,
      unknownSender: env.SCREENING_UNKNOWN_SENDERS,
    },
    liveUpdates: env.LIVE_UPDATES,
    reconcileIntervalMs: env.RECONCILE_INTERVAL_MS,
    receivers: {
      ports: [...WEBHOOK_PORTS, ...env.WEBHOOK_ALLOWED_PORTS],
      ranges: env.WEBHOOK_ALLOWED_RANGES,
    },
    logLevel: env.LOG_LEVEL,
  }
}

/** A key with two uses leaks in both: each ring has its own. Of what cannot be read the schema speaks. */
function sharedKeys(given: Record<string, string | undefined>): string[] {
  const users = new Map<string, string>()
  return KEYRINGS.flatMap((name) =>
    (parseKeyring(given[name] ?? '') ?? []).flatMap(({ key }) => {
      const hex = key.toString('hex')
      const other = users.get(hex) ?? name
      users.set(hex, other)
      return other === name ? [] : [`${name} must not hold a key of ${other}`]
    }),
  )
}

/** `auto` is every source where a public network is open, and none where the local chain alone is. */
function sourcesFor(named: readonly string[], networks: readonly { id: string }[]): SourceId[] {
  if (named.join() !== 'auto') return named.filter(isSourceId)
  return networks.some(({ id }) => id !== 'local') ? [...SOURCE_IDS] : []
}

function liveRules(env: z.output<typeof schema>, sources: readonly SourceId[]): LiveRules {
  return {
    sources,
    minSources: 2,
    maxAgeMs: env.RATE_MAX_AGE * 1000,
    deviationBps: env.RATE_DEVIATION_BPS,
    jumpBps: env.RATE_JUMP_BPS,
    jumpHoldMs: env.RATE_JUMP_HOLD * 1000,
    pegBps: env.RATE_PEG_BPS,
  }
}

/**
 * `NETWORKS=base,local` opens networks; each needs `RPC_URLS_BASE` with the URLs of its providers, the preferred one first: with
 * two sites there is a second witness (S5). `RPC_LIMITS_BASE` says in the same order what each may be asked.
 */
function openedNetworks(source: Record<string, string | undefined>, problems: string[]) {
  const ids = (source.NETWORKS ?? '').split(',').map((id) => id.trim())
  return ids.filter(Boolean).map((id) => {
    if (!NETWORKS.some((network) => network.id === id)) {
      const known = NETWORKS.map((network) => network.id).join(', ')
      problems.push(`NETWORKS names ${id}, which is none of ${known}`)
    }
    const name = variableOf('RPC_URLS', id)
    const rpcUrls = (source[name] ?? '')
      .split(',')
      .map((url) => url.trim())
      .filter(Boolean)
    if (rpcUrls.length === 0 || rpcUrls.some((url) => !httpUrl.safeParse(url).success)) {
      problems.push(`${name} must be http(s) RPC URLs, because NETWORKS opens ${id}`)
    } else if (new Set(rpcUrls).size < rpcUrls.length) {
      problems.push(`${name} names an RPC URL twice`)
    }
    const settings = providerSettings(source, id, rpcUrls.length, problems)
    const solidUrls = solidUrlsOf(source, id, rpcUrls.length, problems)
    return { id, rpcUrls, settings, ...(solidUrls.length > 0 ? { solidUrls } : {}) }
  })
}

/** `SOLID_URLS_TRON`: one for each RPC URL, in the same order, where solid nodes do not stand beside them. */
function solidUrlsOf(
  source: Record<string, string | undefined>,
  id: string,
  providers: number,
  problems: string[],
): string[] {
  const name = variableOf('SOLID_URLS', id)
  const urls = (source[name] ?? '')
    .split(',')
    .map((url) => url.trim())
    .filter(Boolean)
  const isNeeded = NETWORKS.find((network) => network.id === id)?.kind === 'tron'
  const isWhole = urls.length === providers && urls.every((url) => httpUrl.safeParse(url).success)
  if (urls.length > 0 && !(isNeeded && isWhole)) {
    problems.push(`${name} must be http(s) URLs of TRON's solid nodes, one for each RPC URL`)
  }
  return urls
}

function providerSettings(
  source: Record<string, string | undefined>,
  id: string,
  providers: number,
  problems: string[],
) {
  const name = variableOf('RPC_LIMITS', id)
  const parts = (source[name] ?? '')
    .split(',')
    .filter((_, place, all) => place > 0 || all.length > 1 || all[0])
  const settings = parts.map(parseProviderSettings).filter((part) => part !== null)
  if (settings.length < parts.length || parts.length > providers) {
    problems.push(
      `${name} must be such as "10/s 100000/day range=2000", one for each RPC URL, separated by commas`,
    )
  }
  return settings
}

function namedTwice(keys: readonly { id: string }[]): boolean {
  return new Set(keys.map(({ id }) => id)).size < keys.length
}

function variableOf(kind: string, id: string): string {
  return `${kind}_${id.toUpperCase().replaceAll('-', '_')}`
}

/** next-auth reads where it runs from the environment alone; a forged Host header must not decide it. */
export function tellNextAuth(env: Pick<Env, 'publicUrl'>): void {
  process.env.NEXTAUTH_URL = `${env.publicUrl}/api/auth`
}
