import type { Random } from '../engine/random'

/** Everything that may go wrong in one run, and how much happens. Numbers from 0 to 1 are shares. */
export type Plan = {
  /** Things that happen before the faults stop. */
  events: number
  invoices: number
  /** Reconcilers at once. */
  workers: 1 | 2 | 3
  /** A running process is killed at this event. */
  kills: number
  /** Awaits, by what their labels hold, at which a process is likely to be killed. */
  killAt: readonly string[]
  /** A worker stands still for some events, longer than its lease perhaps, and goes on. */
  freezes: number
  /** A COMMIT loses its connection, before or after it is done. */
  cuts: number
  /** Every session ends at this event. */
  restarts: number
  /** Deepest reorganisation, in blocks; 0 for none. */
  reorgDepth: number
  reorgs: number
  /** What was undone is mined again in another order and later, or never. */
  remined: boolean
  lags: boolean
  /** Ranges and results refused, answers cut short. */
  cutsShort: boolean
  /** 429, 5xx, hangs. */
  errors: boolean
  disorder: boolean
  /** One of two providers hides logs, or makes some up. */
  liar: 'none' | 'hides' | 'forges'
  /** Minutes by which clocks jump; 0 for never. */
  clockJumps: number
  /** Payments at expiry, a second before and after. */
  edges: boolean
  /** Some pay the moment that they are told of their invoice, and are mined at once. */
  eager: boolean
  /** Under, over, split, double, late, after a cancellation. */
  amounts: boolean
  cancels: boolean
  /** Somebody takes what arrived for the whole, or late money. */
  completes: boolean
  /** Money is given back: refunds are prepared, called off, sent, sent wrongly or never (F6). */
  refunds: boolean
  /** Customers are named, pay too much and spend their credit (D8). */
  credit: boolean
  /** Now and then hours pass, and with them what anybody had time for. */
  hours: boolean
  /** One transaction pays two invoices. */
  shared: boolean
  /** Tokens that invoices may ask for. */
  tokens: readonly string[]
  /** Zero-value, unlisted, look-alike transfers, and emitters with the same topic. */
  noise: boolean
  /** Amounts to 2^256-1. */
  huge: boolean
  /** Native coin out of a contract. */
  internal: boolean
  /** The chain logs native transfers (EIP-7708): never, always, or from some block on. */
  nativeLogs: 'never' | 'always' | 'later'
  /** Somebody else sweeps. */
  strangers: boolean
  sweeps: boolean
  /** A balance grows without a transfer. */
  rebases: boolean
  /** Dust transfers sent to one address. */
  dust: number
  hasMulticall: boolean
  /** An endpoint is told of everything, and takes it when it likes. */
  webhooks: boolean
  /** The chain is TRON's, and payments go to addresses of the merchant's own wallet (ADR 0031, 0032). */
  tron: boolean
  /** TRON's solid node lags and is away. */
  solidTrouble: boolean
  /** Invoices in the first of the tokens can be paid through the hub too, and some customers do (F5). */
  hub: boolean
}

/** One worker on a good day. */
export const QUIET: Plan = {
  events: 24,
  invoices: 4,
  workers: 1,
  kills: 0,
  killAt: [],
  freezes: 0,
  cuts: 0,
  restarts: 0,
  reorgDepth: 0,
  reorgs: 0,
  remined: false,
  lags: false,
  cutsShort: false,
  errors: false,
  disorder: false,
  liar: 'none',
  clockJumps: 0,
  edges: false,
  eager: false,
  amounts: false,
  cancels: false,
  completes: false,
  refunds: false,
  credit: false,
  hours: false,
  shared: false,
  tokens: ['USDT', 'USDC'],
  noise: false,
  huge: false,
  internal: false,
  nativeLogs: 'never',
  strangers: false,
  sweeps: true,
  rebases: false,
  dust: 0,
  hasMulticall: true,
  webhooks: false,
  tron: false,
  solidTrouble: false,
  hub: false,
}

const MANY_TOKENS = ['USDT', 'USDC', 'ETH', 'DAI', 'WHOLE', 'TAXED', 'GROWS', 'LIAR', 'STUCK']

/** A plan drawn from the seed: some faults, seldom all, so that they also meet each other. */
export function drawPlan(random: Random): Plan {
  const maybe = (share = 0.4) => random.chance(share)
  return {
    events: random.between(16, 40),
    invoices: random.between(2, 6),
    workers: random.pick([1, 2, 3] as const),
    kills: maybe() ? 0.25 : 0,
    killAt: maybe(0.15) ? ['commit', 'eth_sendRawTransaction', 'update "sweeps"'] : [],
    cuts: maybe() ? 0.1 : 0,
    restarts: maybe(0.2) ? 0.1 : 0,
    reorgDepth: random.pick([0, 2, 5, 12, 60]),
    reorgs: random.pick([0.05, 0.2]),
    remined: maybe(0.7),
    lags: maybe(),
    cutsShort: maybe(),
    errors: maybe(),
    disorder: maybe(),
    liar: random.pick(['none', 'none', 'none', 'hides', 'forges'] as const),
    clockJumps: maybe(0.3) ? 10 : 0,
    edges: maybe(),
    amounts: maybe(0.6),
    cancels: maybe(),
    shared: maybe(),
    tokens: maybe(0.5) ? MANY_TOKENS : ['USDT', 'USDC', 'ETH'],
    noise: maybe(),
    huge: maybe(0.2),
    internal: maybe(0.3),
    nativeLogs: 'never',
    strangers: maybe(),
    sweeps: maybe(0.8),
    rebases: maybe(0.3),
    dust: maybe(0.1) ? 60 : 0,
    hasMulticall: maybe(0.6),
    webhooks: maybe(0.3),
    eager: maybe(0.3),
    completes: maybe(0.3),
    refunds: maybe(0.5),
    credit: maybe(0.5),
    hours: maybe(0.2),
    freezes: maybe(0.3) ? 0.2 : 0,
    tron: false,
    solidTrouble: false,
    hub: false,
  }
}
