import { isChainError } from '@/lib/chains/errors'
import { looksLikeToken } from '@/lib/chains/evm/looksLikeToken'
import { isSignedByContract, signerOf } from '@/lib/chains/evm/signedBy'
import type { Rpc } from '@/lib/chains/evm/rpc'
import type { Hex } from '@/lib/chains/port'
import type { OpenNetwork } from '@/lib/chains/registry'
import { DomainError } from '@/lib/domain/errors'
import type { Actor, ServiceContext } from '../context'
import { withFailover } from '../networks/withFailover'
import { acceptedTreasury, refusedTreasury } from './acceptedTreasury'
import { CHALLENGE_MS, treasuryChallenge } from './challenge'

/** Where money shall go, and how it is shown that it is meant (F4): by the address's end, or by what the treasury has signed. */
export type TreasuryGiven = {
  treasury: string
  /** As the wallet itself shows them. */
  lastSix?: string | null
  signed?: { signature: Hex; until: Date } | null
}

/** An address that could be a treasury; `meant` once it was shown. */
export type Proposal = { treasury: string; meant: boolean }

const COMPARED = 6
/** All that a chain may take to be asked. */
const PATIENCE_MS = 10_000

/**
 * Looks at a treasury before anything is changed, outside of any transaction since chains may be asked. Throws VALIDATION_FAILED, and
 * NETWORK_UNREACHABLE where a contract's signature cannot be asked for.
 */
export async function proposeTreasury(
  ctx: ServiceContext,
  actor: Pick<Actor, 'merchantId' | 'mode'>,
  network: OpenNetwork,
  given: TreasuryGiven,
): Promise<Proposal> {
  const treasury = await acceptedTreasury(ctx, network, given.treasury)
  const { lastSix, signed } = given
  if (lastSix && lastSix.trim().toLowerCase() !== treasury.slice(-COMPARED).toLowerCase()) {
    throw new DomainError(
      'VALIDATION_FAILED',
      'treasuryLastSix: must be the last six characters of the treasury, as your wallet shows them',
      { field: 'treasuryLastSix' },
    )
  }
  if (signed) await mustHaveSigned(ctx, actor, network, treasury, signed)
  const meant = Boolean(lastSix || signed)
  if (meant) await mustNotBeToken(ctx, network, treasury)
  return { treasury, meant }
}

async function mustHaveSigned(
  ctx: ServiceContext,
  actor: Pick<Actor, 'merchantId' | 'mode'>,
  network: OpenNetwork,
  treasury: string,
  { signature, until }: NonNullable<TreasuryGiven['signed']>,
): Promise<void> {
  const left = until.getTime() - ctx.clock.now().getTime()
  if (left <= 0 || left > CHALLENGE_MS) throw unsigned('its challenge has ended: ask for another one')
  const message = treasuryChallenge(ctx, actor, { network, treasury, until })
  if ((await signerOf(message, signature)) === treasury) return
  const ask = (rpc: Rpc, signal: AbortSignal) => isSignedByContract(rpc, treasury, message, signature, signal)
  const answer = await asked(ctx, network, ask)
  if (answer === null) {
    throw new DomainError(
      'NETWORK_UNREACHABLE',
      `${network.name} cannot be asked right now whether the treasury has signed. Try again later`,
    )
  }
  if (!answer) throw unsigned('must be the treasury’s signature of the challenge, as it is')
}

/** Where no provider answers it is as if nothing lay there: nobody is paid on a network that cannot be read either. */
async function mustNotBeToken(ctx: ServiceContext, network: OpenNetwork, treasury: string): Promise<void> {
  if (await asked(ctx, network, (rpc, signal) => looksLikeToken(rpc, treasury, signal))) {
    throw refusedTreasury('must not be the contract of a token: what is sent there is lost')
  }
}

/** One provider after the other; null where none answers in time. */
async function asked(
  ctx: ServiceContext,
  network: OpenNetwork,
  ask: (rpc: Rpc, signal: AbortSignal) => Promise<boolean>,
): Promise<boolean | null> {
  if (network.laneOfItsOwn || network.kind !== 'evm') return null
  const signal = AbortSignal.timeout(PATIENCE_MS)
  try {
    return await withFailover(ctx, network, signal, async ({ rpc }) => (rpc ? ask(rpc, signal) : false))
  } catch (error) {
    if (!isChainError(error)) throw error
    ctx.log.warn({ network: network.id, error: error.message }, 'a treasury was not looked at')
    return null
  }
}

function unsigned(message: string): DomainError {
  return new DomainError('VALIDATION_FAILED', `treasurySignature: ${message}`, { field: 'treasurySignature' })
}
