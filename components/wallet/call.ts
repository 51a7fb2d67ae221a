import { encodeFunctionData, parseSignature, type Hex, type TypedDataDomain } from 'viem'
import { signTypedData } from 'viem/actions'
import type { CallRail } from '@/lib/pay/walletOffer'
import { hubCalls, tokenCalls } from './abis'
import { follow } from './follow'
import { problemOf, reading, WalletProblem } from './problem'
import { allowanceOf, domainOf, isContract, permitNonce, takesAuthorization } from './reads'
import { handIn } from './tell'
import { AUTHORIZATION, PERMIT } from './typedData'
import { noGas, send, type Way } from './way'

const SIGNATURE = /^0x[0-9a-f]{130}$/i

/**
 * Pays by the hub, in the way that asks the least of the payer: a signature that somebody else hands in (EIP-3009), one that spares an
 * approval (EIP-2612), or an approval of exactly the amount. Null where what was signed is on its way without a hash. Throws a
 * WalletProblem.
 */
export async function payByCall(way: Way, rail: CallRail): Promise<Hex | null> {
  const { offer, client, onStep, hasCoin } = way
  const token = offer.asset.address
  const amount = BigInt(rail.terms.amount)
  if (token === null) {
    onStep('paying')
    return send(client, { to: rail.hub, data: payData(rail), value: amount })
  }
  if ((await reading(allowanceOf(client, token, rail.hub))) >= amount && hasCoin) return pay(way, rail)
  const domain = (await reading(isContract(client))) ? null : await domainOf(client, token)
  if (domain && rail.relayed && (await takesAuthorization(client, token, rail.hash))) {
    const handed = await byRelay(way, rail, domain)
    if (handed) return handed.hash
    if (!hasCoin) throw new WalletProblem('notHanded', { coin: offer.chain.coin.symbol })
  }
  if (!hasCoin) throw noGas(offer)
  return (domain && (await byPermit(way, rail, token, domain))) || byApproval(way, rail, token)
}

/** Signed here and handed in by the server; null where it was not taken. */
async function byRelay(way: Way, rail: CallRail, domain: TypedDataDomain) {
  const { offer, client, onStep } = way
  const { terms, optionId } = rail
  const validBefore = Number(terms.deadline)
  const signature = await sign(way, {
    domain,
    types: { ReceiveWithAuthorization: AUTHORIZATION },
    primaryType: 'ReceiveWithAuthorization',
    message: {
      from: client.account.address,
      to: rail.hub,
      value: BigInt(terms.amount),
      validAfter: 0n,
      validBefore: BigInt(validBefore),
      nonce: rail.hash,
    },
  })
  if (!signature) return null
  onStep('handing')
  const signed = { payer: client.account.address, validAfter: 0, validBefore, signature }
  return handIn({ invoiceId: offer.invoiceId, optionId }, signed)
}

/** The allowance is signed and travels with the payment; null where the token knows no permits. */
async function byPermit(way: Way, rail: CallRail, token: Hex, domain: TypedDataDomain): Promise<Hex | null> {
  const { client, onStep } = way
  const { terms, hub } = rail
  const nonce = await permitNonce(client, token)
  if (nonce === null) return null
  const deadline = BigInt(terms.deadline)
  const message = {
    owner: client.account.address,
    spender: hub,
    value: BigInt(terms.amount),
    nonce,
    deadline,
  }
  const signature = await sign(way, { domain, types: { Permit: PERMIT }, primaryType: 'Permit', message })
  if (!signature) return null
  const { r, s, yParity } = parseSignature(signature)
  const args = [contractTerms(rail), deadline, yParity + 27, r, s] as const
  onStep('paying')
  return send(client, {
    to: hub,
    data: encodeFunctionData({ abi: hubCalls, functionName: 'payWithPermit', args }),
  })
}

/** An allowance of exactly the amount, waited for, and then the payment. */
async function byApproval(way: Way, rail: CallRail, token: Hex): Promise<Hex> {
  const { client, onStep } = way
  const amount = BigInt(rail.terms.amount)
  // Some tokens change an allowance only from or to nothing.
  const before = await reading(allowanceOf(client, token, rail.hub))
  for (const value of before === 0n ? [amount] : [0n, amount]) {
    onStep('allowing')
    const data = encodeFunctionData({ abi: tokenCalls, functionName: 'approve', args: [rail.hub, value] })
    const hash = await send(client, { to: token, data })
    onStep('allowed')
    const { became } = await follow(client, hash)
    if (became !== 'mined' && became !== 'repriced') {
      throw new WalletProblem(became === 'lost' ? 'unclear' : became)
    }
  }
  return pay(way, rail)
}

function pay({ client, onStep }: Way, rail: CallRail): Promise<Hex> {
  onStep('paying')
  return send(client, { to: rail.hub, data: payData(rail) })
}

function payData(rail: CallRail): Hex {
  return encodeFunctionData({ abi: hubCalls, functionName: 'pay', args: [contractTerms(rail)] })
}

function contractTerms({ terms: { amount, fee, deadline, ...ids } }: CallRail) {
  return { ...ids, amount: BigInt(amount), fee: BigInt(fee), deadline: BigInt(deadline) }
}

type ToSign = Pick<Parameters<typeof signTypedData>[1], 'domain' | 'types' | 'primaryType' | 'message'>

/** 65 bytes; null where the wallet signs otherwise. Throws a WalletProblem for who declines. */
async function sign({ client, onStep }: Way, typed: ToSign): Promise<Hex | null> {
  onStep('signing')
  try {
    const signature = await signTypedData(client, typed)
    return SIGNATURE.test(signature) ? signature : null
  } catch (error) {
    const problem = problemOf(error)
    // A wallet that cannot sign such data has sent nothing either.
    if (problem.word !== 'unclear') throw problem
    return null
  }
}
