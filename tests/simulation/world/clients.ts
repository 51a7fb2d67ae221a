import { POST as createRoute } from '@/app/api/v1/invoices/route'
import { createInAllWays } from './createInAllWays'
import { NATIVE, tokenBySymbol } from '../chain/tokens'
import type { Random } from '../engine/random'
import { quoteOf } from '../oracle/verdict'
import { createSender, type Call, type Told } from './api'
import type { Running, Simulation } from './simulation'

/** What a merchant's server asks for, in the terms that the oracle judges by. */
export type Wanted = {
  key: string
  body: Record<string, unknown>
  token: string
  totalMinor: bigint
  underpaymentPpm: bigint
  overpaymentMinor: bigint
  confirmations: number
  /** What becomes of an excess (D8). */
  overpaymentAction: 'credit_account' | 'donate' | 'refund'
  /** The merchant's own id of the customer. */
  customer: string | null
}

/** An invoice as its client was told of it. */
export type KnownInvoice = Wanted & {
  id: string
  /** As the model chain knows it. */
  address: string
  /** What its client is asked to send, in base units: the whole quote, or what credit leaves open of it. */
  asked: bigint
  /** The whole quote, in base units. */
  quoted: bigint
  /** Milliseconds. */
  expiresAt: number
  /** Set when somebody asked for it, whatever became of it. */
  askedToCancel: boolean
  askedToComplete: boolean
}

type Asking = Call & { wanted: Wanted }

/** The merchant's server: creates with an idempotency key until it is told of the invoice. */
export interface Clients {
  draw(key: string): Wanted
  /** One request in a process of its own. */
  send(wanted: Wanted): Call
  readonly known: KnownInvoice[]
  /** Invoices asked for so far, told of or not. */
  readonly asked: number
  create(): void
  /** Takes in what was answered, and asks again where nothing was. */
  listen(): Promise<void>
  /** Requests under way, to be killed. */
  running(): Running[]
  readonly idle: boolean
  /** Somebody was answered and has not taken it in. */
  readonly isAnswered: boolean
  /** Answers that no client should get. */
  readonly refusals: string[]
}

export function createClients(simulation: Simulation): Clients {
  const { count } = simulation
  const random = simulation.random.fork('clients')
  const known: KnownInvoice[] = []
  const refusals: string[] = []
  const ask = createSender(simulation, 'api')
  let asking: Asking[] = []
  let numbers = 0

  const send = (wanted: Wanted): Asking => {
    const headers = { 'idempotency-key': wanted.key }
    const route = simulation.plan.hub ? createInAllWays : createRoute
    return { wanted, ...ask(route, '/api/v1/invoices', { body: wanted.body, headers }) }
  }

  const clients: Clients = {
    known,
    refusals,
    get idle() {
      return asking.length === 0
    },
    get asked() {
      return numbers
    },
    get isAnswered() {
      return asking.some(({ job }) => job.state === 'done')
    },
    draw: (key) => drawInvoice(random, simulation, key),
    send,
    create() {
      asking.push(send(drawInvoice(random, simulation, `key-${++numbers}`)))
    },
    running: () => asking.filter(({ job }) => job.state === 'running').map((one) => one.running),
    async listen() {
      const still: Asking[] = []
      for (const one of asking) {
        if (one.job.state === 'running' && one.running.process.alive) {
          still.push(one)
          continue
        }
        await one.running.database.leave()
        const told = one.job.state === 'done' ? one.job.result : undefined
        if (told?.status === 201) learn(one.wanted, told)
        else {
          if (told && told.status < 500) refusals.push(`create ${told.status} ${JSON.stringify(told.json)}`)
          count('create again')
          still.push(send(one.wanted))
        }
      }
      asking = still
    },
  }

  function learn(wanted: Wanted, told: Told): void {
    if (told.replayed) count('replayed')
    const { id, address, expires_at } = told.json
    const decimals = decimalsOf(wanted.token)
    known.push({
      ...wanted,
      id: String(id),
      address: simulation.rail.toChain(String(address)),
      asked: unitsOf(String(told.json['crypto_amount']), decimals),
      quoted: quoteOf(wanted.totalMinor, decimals, wanted.token === 'ETH' ? 2_000n : 1n),
      expiresAt: new Date(String(expires_at)).getTime(),
      askedToCancel: false,
      askedToComplete: false,
    })
  }
  return clients
}

function drawInvoice(random: Random, { plan, rail }: Simulation, key: string): Wanted {
  const symbol = random.pick(plan.tokens)
  const totalMinor = BigInt(random.pick([50, 999, 1649, 9_999, 10_000, random.between(50, 1_000_000)]))
  const underpaymentPpm = BigInt(random.pick([0, 10_000, 50_000]))
  const overpaymentMinor = BigInt(random.pick([0, 100, 500]))
  const override = random.pick(plan.credit || plan.refunds ? [null, 1, 1, 2, 3] : [null, 1, 2, 3, 6])
  const customer = plan.credit ? random.pick(['one', 'one', 'one', 'one', 'two', null]) : null
  const overpaymentAction =
    plan.credit || plan.refunds
      ? random.pick([
          'credit_account',
          'credit_account',
          'credit_account',
          'credit_account',
          'donate',
          'refund',
        ] as const)
      : 'credit_account'
  // Credit is spent in the token it came in, so that customers keep to theirs.
  const token = customer !== null && random.chance(0.9) ? favourite(plan.tokens, customer) : symbol
  const body = {
    title: `Order ${key}`,
    items: [{ name: 'Thing', quantity: 1, unit_price: Number(totalMinor) / 100 }],
    currency: 'USD',
    crypto_currency: token,
    expires_in: random.pick([60, 300, 1800]),
    payment_tolerance: {
      underpayment_threshold: Number(underpaymentPpm) / 1_000_000,
      overpayment_threshold: Number(overpaymentMinor) / 100,
      overpayment_action: overpaymentAction,
    },
    ...(override ? { confirmation_settings: { merchant_override: override } } : {}),
    ...(customer === null ? {} : { metadata: { customer_id: customer }, apply_credit: random.chance(0.9) }),
  }
  const tier = totalMinor < 10_000n ? 1 : totalMinor <= 1_000_000n ? 12 : 19
  const confirmations = override ?? Math.max(rail.floor, tier)
  return {
    key,
    body,
    token,
    totalMinor,
    underpaymentPpm,
    overpaymentMinor,
    confirmations,
    overpaymentAction,
    customer,
  }
}

function favourite(tokens: readonly string[], customer: string): string {
  return tokens[customer === 'one' ? 0 : tokens.length - 1] ?? 'USDT'
}

/** The asset that a payer sends for a symbol. */
export function assetOf(symbol: string): string {
  return symbol === 'ETH' ? NATIVE : tokenBySymbol(symbol).address
}

/** Decimal text to base units. */
export function unitsOf(text: string, decimals: number): bigint {
  const [whole = '0', fraction = ''] = text.split('.')
  return BigInt(whole + fraction.padEnd(decimals, '0').slice(0, decimals))
}

/** Base units to the decimal text that an API takes. */
export function textOf(units: bigint, decimals: number): string {
  const digits = units.toString().padStart(decimals + 1, '0')
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

export function decimalsOf(symbol: string): number {
  return symbol === 'ETH' ? 18 : tokenBySymbol(symbol).decimals
}
