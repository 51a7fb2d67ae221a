import { addedTokensOf, keepAddedToken } from '@/db/queries/addedTokens'
import { methodsOf, type PaymentMethodRow } from '@/db/queries/paymentMethods'
import { isChainError } from '@/lib/chains/errors'
import { displayAddress } from '@/lib/chains/evm/displayAddress'
import { payableByAddress, payableTokens } from '@/lib/chains/payable'
import { NETWORKS, type OpenNetwork } from '@/lib/chains/registry'
import { FAULT_TEXTS, type TokenFindings } from '@/lib/chains/tokenFindings'
import { DomainError } from '@/lib/domain/errors'
import { shownName, symbolFault } from '@/lib/domain/tokenSymbol'
import { mustBeAllowed } from '../access'
import type { Actor, RootContext } from '../context'
import { addPaymentMethod } from '../merchants/addPaymentMethod'
import { inTransaction } from '../transaction'
import { treasuryOf } from '../xpub/activeKey'
import { loadTokens } from './loadTokens'

export type AddTokenInput = { network: string; address: string }

type Sound = Extract<TokenFindings, { fault: null }>

/** All that looking at a token may take. */
const PATIENCE_MS = 20_000

/**
 * A way to be paid in a token by its address, to the treasury that the merchant has on its network. The token is looked at on chain
 * first; one that would not deliver what is sent, or whose text could deceive, is refused with the reason. Throws
 * VALIDATION_FAILED.
 */
export async function addToken(
  ctx: RootContext,
  actor: Actor,
  input: AddTokenInput,
): Promise<PaymentMethodRow> {
  mustBeAllowed(actor, 'merchants:write')
  const network = openFor(ctx, actor, input.network)
  const methods = await methodsOf(ctx.db, actor)
  const now = ctx.clock.now()
  const treasury = methods
    .filter((one) => one.network === network.id)
    .map((one) => treasuryOf(one, now))
    .find((one) => one !== null)
  if (!treasury) throw refused('network', `Set up a first payment method on ${network.name} before`)
  const address = displayAddress(input.address.trim())
  if (!address || address === network.factory) throw refused('address', 'This is no address of a token')
  await loadTokens(ctx)
  const known = payableByAddress(network, address)
  if (!known) await keep(ctx, network, address, await inspected(ctx, network, address))
  await loadTokens(ctx)
  const token = payableByAddress(network, address)
  if (!token) throw refused('address', 'Its symbol is taken by another token of this network')
  if (methods.some((one) => one.network === network.id && one.token === token.symbol)) {
    throw refused('address', `You take ${token.symbol} on ${network.name} already`)
  }
  const method = { merchantId: actor.merchantId, mode: actor.mode, network: network.id, treasury }
  return inTransaction(ctx, (tx) => addPaymentMethod(tx, { ...method, token: token.symbol }, actor))
}

function openFor(ctx: RootContext, actor: Actor, id: string): OpenNetwork {
  const network = ctx.networks.all().find((one) => one.id === id)
  if (!network || network.mode !== actor.mode || network.laneOfItsOwn) {
    throw refused('network', `${id} is not open for ${actor.mode} payments`)
  }
  if (network.kind === 'evm') return network
  throw refused('network', `Only its listed tokens can be taken on ${network.name}`)
}

/** Asks one provider after the other; a refusal by one of them stands. */
async function inspected(ctx: RootContext, network: OpenNetwork, address: string): Promise<Sound> {
  const signal = AbortSignal.timeout(PATIENCE_MS)
  for (const provider of ctx.networks.providers(network.id)) {
    if (!provider.inspectToken) continue
    try {
      const { chainId } = await provider.reader.identity(null, signal)
      if (chainId !== network.chainId) continue
      const findings = await provider.inspectToken(address, signal)
      if (findings.fault === null) return findings
      throw refused('address', `This token cannot be taken: ${FAULT_TEXTS[findings.fault]}`)
    } catch (error) {
      if (!isChainError(error)) throw error
      ctx.log.warn(
        { network: network.id, provider: provider.name, error: error.message },
        'a token was not seen',
      )
    }
  }
  throw refused('address', `${network.name} cannot be asked about it right now. Try again later`)
}

/** Its symbol is made its own on the network: where another token has it already, the end of its address is added. */
async function keep(ctx: RootContext, network: OpenNetwork, address: string, found: Sound): Promise<void> {
  const fault = symbolFault(found.symbol, listedSymbols())
  if (fault === 'imitates')
    throw refused('address', 'This token cannot be taken: its symbol imitates a listed one')
  if (fault || found.symbol === null) {
    throw refused('address', 'This token cannot be taken: its symbol has characters that could deceive')
  }
  const others = await addedTokensOf(ctx.db, [network.id])
  const isTaken = others.some((one) => one.symbol.toLowerCase() === found.symbol?.toLowerCase())
  const symbol = isTaken ? `${found.symbol}-${address.slice(-4).toLowerCase()}` : found.symbol
  const { decimals } = found
  const name = shownName(found.name, symbol)
  const createdAt = ctx.clock.now()
  await keepAddedToken(ctx.db, { network: network.id, address, symbol, name, decimals, createdAt })
}

/** Of every network in the registry, opened or not. */
function listedSymbols(): string[] {
  return NETWORKS.flatMap((network) => payableTokens(network).map(({ symbol }) => symbol))
}

function refused(field: string, text: string): DomainError {
  return new DomainError('VALIDATION_FAILED', text, { field })
}
