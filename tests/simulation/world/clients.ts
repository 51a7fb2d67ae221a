import { POST as cancelRoute } from '@/app/api/v1/invoices/[id]/cancel/route'
import { POST as createRoute } from '@/app/api/v1/invoices/route'
import type { Route } from '@/lib/http/dialect'
import type { ApiRequest } from '@/lib/http/request'
import { NATIVE, tokenBySymbol } from '../chain/tokens'
import type { Random } from '../engine/random'
import type { Job } from '../engine/scheduler'
import type { Running, Simulation } from './simulation'

type Told = { status: number; json: Record<string, unknown>; replayed: boolean }

/** What a merchant's server asks for, in the terms that the oracle judges by. */
export type Wanted = {
  key: string
  body: Record<string, unknown>
  token: string
  totalMinor: bigint
  underpaymentPpm: bigint
  overpaymentMinor: bigint
  confirmations: number
}

/** An invoice as its client was told of it. */
export type KnownInvoice = Wanted & {
  id: string
  address: string
  /** Base units. */
  quoted: bigint
  /** Milliseconds. */
  expiresAt: number
  /** Set when the client asked for the cancellation, whatever became of it. */
  askedToCancel: boolean
}

type Asking = { wanted: Wanted; running: Running; job: Job<Told> }
type Cancelling = { invoice: KnownInvoice; running: Running; job: Job<Told> }

/** The merchant's server: creates with an idempotency key until it is told of the invoice, and cancels. */
export interface Clients {
  draw(key: string): Wanted
  /** One request in a process of its own. */
  send(wanted: Wanted): { running: Running; job: Job<Told> }
  readonly known: KnownInvoice[]
  create(): void
  cancel(): void
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
  const { plan, count } = simulation
  const random = simulation.random.fork('clients')
  const known: KnownInvoice[] = []
  const refusals: string[] = []
  let asking: Asking[] = []
  let cancelling: Cancelling[] = []
  let numbers = 0

  const process = () => {
    const running = simulation.start(`api${++numbers}`)
    // Whole seconds, so that a block can be exactly at an invoice's end.
    running.app.clock = {
      now: () => new Date(Math.floor(running.process.clock.now().getTime() / 1000) * 1000),
    }
    running.process.skewMs = simulation.skewMs
    return running
  }
  const send = (wanted: Wanted): Asking => {
    const running = process()
    const headers = { 'idempotency-key': wanted.key }
    const job = running.process.run(() =>
      request(simulation, running, createRoute, '/api/v1/invoices', { body: wanted.body, headers }),
    )
    return { wanted, running, job }
  }

  const clients: Clients = {
    known,
    refusals,
    get idle() {
      return asking.length === 0 && cancelling.length === 0
    },
    get isAnswered() {
      return asking.some(({ job }) => job.state === 'done')
    },
    draw: (key) => drawInvoice(random, plan, key),
    send,
    create() {
      asking.push(send(drawInvoice(random, plan, `key-${++numbers}`)))
    },
    cancel() {
      const open = known.filter((invoice) => !invoice.askedToCancel)
      if (open.length === 0) return
      const invoice = random.pick(open)
      invoice.askedToCancel = true
      count('cancel')
      const running = process()
      const path = `/api/v1/invoices/${invoice.id}/cancel`
      const asked = { body: { reason: 'changed my mind' }, params: { id: invoice.id } }
      const job = running.process.run(() => request(simulation, running, cancelRoute, path, asked))
      cancelling.push({ invoice, running, job })
    },
    running: () =>
      [...asking, ...cancelling].filter(({ job }) => job.state === 'running').map((one) => one.running),
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
      const waiting: Cancelling[] = []
      for (const one of cancelling) {
        if (one.job.state === 'running' && one.running.process.alive) waiting.push(one)
        else await one.running.database.leave()
      }
      cancelling = waiting
    },
  }

  function learn(wanted: Wanted, told: Told): void {
    if (told.replayed) count('replayed')
    const { id, address, expires_at } = told.json
    const decimals = wanted.token === 'ETH' ? 18 : tokenBySymbol(wanted.token).decimals
    known.push({
      ...wanted,
      id: String(id),
      address: String(address),
      quoted: unitsOf(String(told.json['crypto_amount']), decimals),
      expiresAt: new Date(String(expires_at)).getTime(),
      askedToCancel: false,
    })
  }
  return clients
}

function drawInvoice(random: Random, plan: Simulation['plan'], key: string): Wanted {
  const token = random.pick(plan.tokens)
  const totalMinor = BigInt(random.pick([50, 999, 1649, 9_999, 10_000, random.between(50, 1_000_000)]))
  const underpaymentPpm = BigInt(random.pick([0, 10_000, 50_000]))
  const overpaymentMinor = BigInt(random.pick([0, 100, 500]))
  const override = random.pick([null, 1, 2, 3, 6])
  const body = {
    title: `Order ${key}`,
    items: [{ name: 'Thing', quantity: 1, unit_price: Number(totalMinor) / 100 }],
    currency: 'USD',
    crypto_currency: token,
    expires_in: random.pick([60, 300, 1800]),
    payment_tolerance: {
      underpayment_threshold: Number(underpaymentPpm) / 1_000_000,
      overpayment_threshold: Number(overpaymentMinor) / 100,
    },
    ...(override ? { confirmation_settings: { merchant_override: override } } : {}),
  }
  const tier = totalMinor < 10_000n ? 1 : totalMinor <= 1_000_000n ? 12 : 19
  return { key, body, token, totalMinor, underpaymentPpm, overpaymentMinor, confirmations: override ?? tier }
}

/** The asset that a payer sends for a symbol. */
export function assetOf(symbol: string): string {
  return symbol === 'ETH' ? NATIVE : tokenBySymbol(symbol).address
}

async function request(
  simulation: Simulation,
  { app }: Running,
  route: Route,
  path: string,
  asked: { body: unknown; headers?: Record<string, string>; params?: Record<string, string> },
): Promise<Told> {
  const headers: Record<string, string> = {
    authorization: `Bearer ${simulation.apiKey}`,
    'content-type': 'application/json',
    ...asked.headers,
  }
  const sent: ApiRequest = {
    method: 'POST',
    url: path,
    headers: { get: (name) => headers[name.toLowerCase()] ?? null },
    body: bodyOf(JSON.stringify(asked.body)),
  }
  const reply = await route.answer(sent, asked.params ?? {}, { app, address: '192.0.2.7', onBroken: 'throw' })
  const text = typeof reply.body === 'string' ? reply.body : '{}'
  const json = JSON.parse(text) as Record<string, unknown>
  return { status: reply.status, json, replayed: reply.headers['idempotent-replayed'] === 'true' }
}

async function* bodyOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}

/** Decimal text to base units. */
export function unitsOf(text: string, decimals: number): bigint {
  const [whole = '0', fraction = ''] = text.split('.')
  return BigInt(whole + fraction.padEnd(decimals, '0').slice(0, decimals))
}
