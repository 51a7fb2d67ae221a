import { networkStates } from '@/db/queries/networks'
import { enabledMethods, methodsOf, type PaymentMethodRow } from '@/db/queries/paymentMethods'
import { RAILS, type Rail } from '@/db/schema'
import { payableBySymbol, payableTokens, type PayableToken } from '@/lib/chains/payable'
import type { OpenNetwork } from '@/lib/chains/registry'
import { DomainError } from '@/lib/domain/errors'
import type { Actor, ServiceContext } from '../context'
import { loadTokens } from '../tokens/loadTokens'
import { isActive } from '../xpub/activeKey'

/** A merchant's way to be paid by one of its rails, with the network and token as they are known here. */
export type Chosen = {
  method: PaymentMethodRow
  rail: Rail
  network: OpenNetwork
  token: PayableToken
}

type Tenant = Pick<Actor, 'merchantId' | 'mode'>

const FIELD = 'crypto_currency'

/** The merchant's default method for a token (Q10) that is paid to an address, on a network whose reader found it in order (S10). */
export async function chooseMethod(ctx: ServiceContext, actor: Tenant, symbol: string): Promise<Chosen> {
  const open = openNetworks(ctx, actor)
  const methods = await enabledMethods(ctx.db, actor, symbol)
  await knowTokensOf(ctx, methods, open)
  // What merchants brought is nobody else's to see.
  const listed = open.flatMap((network) => payableTokens(network).filter((token) => !token.added))
  const supported = [...new Set(listed.map((token) => token.symbol))]
  if (!supported.includes(symbol) && methods.length === 0) {
    throw new DomainError('UNSUPPORTED_CRYPTO_CURRENCY', `${symbol} cannot be paid on any network here`, {
      field: FIELD,
      constraints: { supported },
    })
  }
  const known = knownOf(ctx, methods, open).filter(({ rail }) => rail !== 'hub')
  if (known.length === 0) throw methodRequired(ctx, symbol)
  const [first] = await inOrder(ctx, known)
  if (first) return first
  throw paused(symbol)
}

/**
 * Every method of the merchant that can be had now by each of its rails, or those paid to `addresses` alone, the native coin first, ether before other coins (Q11). What is paused is left out
 * (D3), unless it is all there is. In test mode the sandbox stands alone, whatever test networks the merchant takes: nothing happens
 * on a chain (ADR 0034).
 */
export async function offeredMethods(
  ctx: ServiceContext,
  actor: Tenant,
  which: 'all' | 'addresses',
): Promise<[Chosen, ...Chosen[]]> {
  const enabled = (await methodsOf(ctx.db, actor)).filter((method) => method.enabled)
  const open = openNetworks(ctx, actor)
  await knowTokensOf(ctx, enabled, open)
  const simulates = actor.mode === 'test'
  const known = knownOf(ctx, enabled, open).filter(
    ({ network, rail }) => (!simulates || network.laneOfItsOwn) && (which === 'all' || rail !== 'hub'),
  )
  if (known.length === 0) throw methodRequired(ctx, simulates ? 'any asset of the sandbox' : 'any asset')
  const ranked = (await inOrder(ctx, known)).toSorted((a, b) => rank(a) - rank(b))
  const [first, ...others] = oncePerAsset(ranked)
  if (!first) throw paused('every asset')
  return [first, ...others]
}

/** A token can be paid to an address on one network by two rails: the one that its merchant prefers. The hub stands beside it. */
function oncePerAsset(ranked: readonly Chosen[]): Chosen[] {
  const assets = new Map<string, Chosen>()
  for (const chosen of ranked) {
    const asset = `${chosen.network.id} ${chosen.token.symbol} ${chosen.rail === 'hub'}`
    if (!assets.has(asset)) assets.set(asset, chosen)
  }
  return [...assets.values()]
}

/**
 * Native coin, then tokens; within these what its merchant prefers, and that in the order in which it was set up, an address before
 * the hub.
 */
function rank({ method, rail, token }: Chosen): number {
  const native = token.address === null
  const asset = native ? (token.symbol === 'ETH' ? 0 : 4) : 8
  return asset + (method.isDefault ? 0 : 2) + (rail === 'hub' ? 1 : 0)
}

function openNetworks(ctx: ServiceContext, { mode }: Tenant): OpenNetwork[] {
  return ctx.networks.all().filter((network) => network.mode === mode)
}

/** Another process may have made a token known. */
async function knowTokensOf(
  ctx: ServiceContext,
  methods: readonly PaymentMethodRow[],
  open: readonly OpenNetwork[],
): Promise<void> {
  const isUnknown = methods.some((method) => {
    const network = open.find((one) => one.id === method.network)
    return network && !payableBySymbol(network, method.token)
  })
  if (isUnknown) await loadTokens(ctx)
}

/** Those that this instance knows, and whose time has come (F4), by each of their rails. */
function knownOf(
  ctx: ServiceContext,
  methods: readonly PaymentMethodRow[],
  open: readonly OpenNetwork[],
): Chosen[] {
  const now = ctx.clock.now()
  return methods
    .filter((method) => isActive(method, now))
    .flatMap((method) => {
      const network = open.find((candidate) => candidate.id === method.network)
      const token = network && payableBySymbol(network, method.token)
      if (!network || !token) return []
      return RAILS.filter((rail) => method.rails.includes(rail)).map((rail) => ({
        method,
        rail,
        network,
        token,
      }))
    })
}

/**
 * Those whose network was read and found to be what it should be, the hub included where it is to be paid through; a lane has its
 * cursor from its first block.
 */
async function inOrder(ctx: ServiceContext, candidates: readonly Chosen[]): Promise<Chosen[]> {
  const states = await networkStates(
    ctx.db,
    candidates.map(({ network }) => network.id),
  )
  return candidates.filter(({ network, rail }) => {
    const state = states.find((one) => one.network === network.id)
    if (rail === 'hub' && !state?.hubVerified) return false
    return state?.verified && (network.laneOfItsOwn || state.blockNumber !== null)
  })
}

function methodRequired(ctx: ServiceContext, what: string): DomainError {
  return new DomainError('PAYMENT_METHOD_REQUIRED', `No payment method for ${what} is set up`, {
    field: FIELD,
    suggestions: [`Add a payment method for ${what} at ${ctx.policy.publicUrl}/dashboard`],
  })
}

function paused(what: string): DomainError {
  return new DomainError(
    'PAYMENT_METHOD_PAUSED',
    `Payments in ${what} are paused until its network is verified`,
    {
      field: FIELD,
    },
  )
}
