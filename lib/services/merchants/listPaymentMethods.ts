import { methodsOf, type PaymentMethodRow } from '@/db/queries/paymentMethods'
import { networkStates } from '@/db/queries/networks'
import { xpubKeyRows } from '@/db/queries/xpubKeys'
import { payableBySymbol } from '@/lib/chains/payable'
import type { OpenNetwork } from '@/lib/chains/registry'
import type { Fiat } from '@/lib/domain/money'
import type { PauseReason } from '@/lib/domain/rateInputs'
import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { isDelayed } from '../networks/delay'
import { networkMinimum, type Minimum } from '../networks/minimum'
import { rateFor } from '../rates/rateFor'
import { loadTokens } from '../tokens/loadTokens'
import { isActive, isOfWallet, treasuryOf, xpubKeyOf } from '../xpub/activeKey'

/** A way to be paid, with how its network is doing; `network` is null when this instance does not read it (any more). */
export type ListedMethod = {
  method: PaymentMethodRow
  network: OpenNetwork | null
  /** Why its token has no rate in dollars now; null where it has one (D3). */
  paused: PauseReason | null
  state: 'ready' | 'delayed' | 'unverified' | 'closed' | 'waiting'
  /** On the rail `xpub`, the wallet whose addresses are given out now, and the one from a later time on (F4). */
  wallet: { fingerprint: string | null; next: { fingerprint: string; from: Date } | null } | null
  /** Where a forwarder's or the hub's money goes now; null where it has no treasury, or while the first one waits. */
  treasury: string | null
  /** The treasury that takes its place, and when (F4). */
  pending: { treasury: string; from: Date } | null
  /** Invoices below it are not offered this way (L8). */
  minimum: (Minimum & { currency: Fiat }) | null
}

/** The merchant's ways to be paid in this mode, the oldest first. */
export async function listPaymentMethods(
  ctx: ServiceContext,
  actor: Pick<Actor, 'merchantId' | 'mode' | 'role'>,
): Promise<ListedMethod[]> {
  mustBeAllowed(actor, 'payment_methods:read')
  await loadTokens(ctx)
  const methods = await methodsOf(ctx.db, actor)
  const states = await networkStates(ctx.db, [...new Set(methods.map((method) => method.network))])
  const now = ctx.clock.now()
  const keys = await xpubKeyRows(
    ctx.db,
    methods.flatMap(({ xpubKeyId, nextXpubKeyId }) => [xpubKeyId ?? [], nextXpubKeyId ?? []].flat()),
  )
  const paused = await pausedAmong(ctx, methods)
  const fingerprintOf = (id: string | null) => keys.find((key) => key.id === id)?.fingerprint ?? null
  const minima = await minimaOf(ctx, methods)
  return methods.map((method) => {
    const network = ctx.networks.all().find((one) => one.id === method.network) ?? null
    const cursor = states.find((state) => state.network === method.network) ?? null
    return {
      method,
      network,
      paused: paused.get(method.token) ?? null,
      state: stateOf(),
      wallet: walletOf(),
      treasury: treasuryOf(method, now),
      pending: pendingTreasury(),
      minimum: minima.get(method.id) ?? null,
    }

    function stateOf(): ListedMethod['state'] {
      if (!network) return 'closed'
      if (!isActive(method, now)) return 'waiting'
      // A lane of its own cannot be behind, and nobody else's chain has to be verified for it.
      if (network.laneOfItsOwn) return 'ready'
      if (!cursor?.verified) return 'unverified'
      return isDelayed(network, cursor, now) ? 'delayed' : 'ready'
    }

    function pendingTreasury(): ListedMethod['pending'] {
      const { nextTreasury: treasury, nextFrom: from } = method
      return treasury && from && from > now ? { treasury, from } : null
    }

    function walletOf(): ListedMethod['wallet'] {
      if (!isOfWallet(method)) return null
      const next = fingerprintOf(method.nextXpubKeyId)
      const waits = method.nextFrom !== null && method.nextFrom > now
      return {
        fingerprint: fingerprintOf(xpubKeyOf(method, now)),
        next: waits && method.nextFrom && next ? { fingerprint: next, from: method.nextFrom } : null,
      }
    }
  })
}

async function minimaOf(ctx: ServiceContext, methods: readonly PaymentMethodRow[]) {
  const currency: Fiat = 'USD'
  const found = new Map<string, Minimum & { currency: Fiat }>()
  for (const method of methods) {
    const network = ctx.networks.get(method.network)
    const token = network && payableBySymbol(network, method.token)
    const minimum = network && token ? await networkMinimum(ctx, network, token, currency) : null
    if (minimum && minimum.minor > 0n) found.set(method.id, { ...minimum, currency })
  }
  return found
}

/** By token: the same one has the same price on every network. */
async function pausedAmong(
  ctx: ServiceContext,
  methods: readonly PaymentMethodRow[],
): Promise<ReadonlyMap<string, PauseReason>> {
  const paused = new Map<string, PauseReason>()
  for (const symbol of new Set(methods.map(({ token }) => token))) {
    const on = methods.find(({ token }) => token === symbol)?.network
    const network = ctx.networks.all().find(({ id }) => id === on)
    const token = network && payableBySymbol(network, symbol)
    const answer = token ? await rateFor(ctx, token, 'USD') : null
    if (answer?.reason) paused.set(symbol, answer.reason)
  }
  return paused
}
