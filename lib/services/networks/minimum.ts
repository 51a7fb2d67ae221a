import { networkState } from '@/db/queries/networks'
import type { PayableToken } from '@/lib/chains/payable'
import type { OpenNetwork } from '@/lib/chains/registry'
import { fiatDecimals } from '@/lib/domain/currencies'
import { fromCents } from '@/lib/domain/dollars'
import { DomainError } from '@/lib/domain/errors'
import { fiatText, type Fiat } from '@/lib/domain/money'
import { mulDiv } from '@/lib/domain/rational'
import type { ServiceContext } from '../context'
import { dollarsFor, rateFor } from '../rates/rateFor'

/** Gas of moving one deposit alone, fee included; gas-snapshot.json of the contracts has what was measured. */
const SWEEP_GAS = { token: 95_000n, native: 85_000n }

/** The least that is worth taking, in minor units of the currency: as the operator says, or what moving it costs. */
export type Minimum = { minor: bigint; because: 'operator' | 'gas' }

type MinimumContext = Pick<ServiceContext, 'db' | 'rates' | 'clock' | 'serverClock' | 'policy'>

/**
 * L8: below it, moving a deposit to the treasury costs more than it brings. From the operator's configuration, else from the gas price
 * that the reconciler noted; no chain is asked. Null where nothing is known, test coins are paid or gas is free.
 */
export async function networkMinimum(
  ctx: MinimumContext,
  network: OpenNetwork,
  token: PayableToken,
  currency: Fiat,
): Promise<Minimum | null> {
  const configured = ctx.policy.networkMinimums.get(network.id)
  if (configured !== undefined) {
    const { rate } = await dollarsFor(ctx, currency)
    return rate && { minor: fromCents(configured, currency, rate.value, 'up'), because: 'operator' }
  }
  if (network.mode === 'test' || network.gasIsFree || network.laneOfItsOwn) return null
  const gasPrice = (await networkState(ctx.db, network.id))?.gasPrice
  if (!gasPrice) return null
  const { rate } = await rateFor(ctx, { ...network.native, stablecoin: null }, currency)
  if (!rate) return null
  const cost = gasPrice * (token.address === null ? SWEEP_GAS.native : SWEEP_GAS.token)
  const { num, den } = rate.value
  const minor = mulDiv(
    cost * num,
    10n ** BigInt(fiatDecimals(currency)),
    den * 10n ** BigInt(network.native.decimals),
    'up',
  )
  return { minor, because: 'gas' }
}

/** The refusal of a quote below it, which says how much it has to be and why. */
export function belowMinimum(
  network: OpenNetwork,
  token: PayableToken,
  currency: Fiat,
  { minor, because }: Minimum,
): DomainError {
  const amount = fiatText(minor, currency)
  const why =
    because === 'gas' ? 'moving less costs more gas than it brings' : 'the operator takes no less there'
  return new DomainError(
    'INVALID_AMOUNT',
    `${token.symbol} on ${network.name} takes at least ${amount} ${currency}: ${why}`,
    { field: 'crypto_currency', constraints: { min_amount: amount, currency, network: network.id } },
  )
}
