import { toFunctionSelector, type AbiFunction, type Hex } from 'viem'
import { expect, it } from 'vitest'
import { PaymentHub } from '@/contracts/artifacts/PaymentHub'
import { authorizationToSign, permitToSign } from '@/lib/chains/evm/paymentHub'
import { hubCalls } from './abis'
import { AUTHORIZATION, PERMIT } from './typedData'

const ADDRESS: Hex = `0x${'11'.repeat(20)}`
const HASH: Hex = `0x${'22'.repeat(32)}`

it('calls the hub as its contract takes it', () => {
  const selectors = (abi: readonly unknown[]) =>
    new Map(
      (abi as AbiFunction[])
        .filter(({ type }) => type === 'function')
        .map((call) => [call.name, toFunctionSelector(call)]),
    )
  const known = selectors(PaymentHub.abi)
  for (const [name, selector] of selectors(hubCalls))
    expect({ name, selector: known.get(name) }).toEqual({ name, selector })
})

it('has signed what the server hands in, field by field', () => {
  const terms = {
    merchantId: HASH,
    invoiceId: HASH,
    paymentId: HASH,
    token: ADDRESS,
    amount: 1n,
    treasury: ADDRESS,
    fee: 0n,
    feeRecipient: ADDRESS,
    deadline: 1n,
  }
  const validity = { validAfter: 0n, validBefore: 1n }
  const permit = { owner: ADDRESS, value: 1n, nonce: 0n, deadline: 1n }
  expect(authorizationToSign({}, 1, ADDRESS, terms, validity).types.ReceiveWithAuthorization).toEqual(
    AUTHORIZATION,
  )
  expect(permitToSign({}, permit).types.Permit).toEqual(PERMIT)
})
