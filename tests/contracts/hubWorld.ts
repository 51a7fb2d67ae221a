import { encodeFunctionData, keccak256, parseEventLogs, parseSignature, toHex, type Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { TestUSDC } from '@/contracts/artifacts/TestUSDC'
import {
  authorizationToSign,
  HUB_ADDRESS,
  hubAbi,
  hubTermsHash,
  payCalldata,
  payWithAuthorizationCalldata,
  payWithPermitCalldata,
  permitToSign,
  type HubTerms,
  type Validity,
} from '@/lib/chains/evm/paymentHub'
import { deployHub } from '@/scripts/contracts/deployment'
import { freshAddress, NATIVE, startWorld } from './world'

const CHAIN = 31_337
export const FOREVER = 2n ** 64n

/** The contracts' world with the hub in it, and a customer who can sign. */
export async function startHubWorld() {
  const world = await startWorld()
  const { usdc, client, send, give, treasury, feeRecipient } = world
  await deployHub(client)
  const payer = privateKeyToAccount(world.chain.accounts[3]!.privateKey)
  const domain = { name: 'USD Coin', version: '2', chainId: CHAIN, verifyingContract: usdc } as const

  /** Terms of one payment: 1,000 units of USDC of which 10 are the fee; those given replace them. */
  const terms = (name: string, changed: Partial<HubTerms> = {}): HubTerms => ({
    merchantId: keccak256(toHex('merchant')),
    invoiceId: keccak256(toHex(`invoice ${name}`)),
    paymentId: keccak256(toHex(`payment ${name}`)),
    token: usdc,
    amount: 1_000n,
    treasury,
    fee: 10n,
    feeRecipient,
    deadline: FOREVER,
    ...changed,
  })

  const call = async (tx: { from?: Hex; data: Hex; value?: bigint; gas?: bigint }) => {
    const mined = await send({ from: payer.address, ...tx, to: HUB_ADDRESS })
    const receipt = await client.getTransactionReceipt({ hash: mined.hash })
    const logs = receipt.logs.filter((log) => log.address.toLowerCase() === HUB_ADDRESS.toLowerCase())
    const accepted = parseEventLogs({ abi: hubAbi, eventName: 'PaymentAccepted', logs }).map(
      ({ args }) => args,
    )
    return { ...mined, accepted }
  }

  const approve = async (token: Hex, amount: bigint) => {
    const args = [HUB_ADDRESS, amount] as const
    await send({
      from: payer.address,
      to: token,
      data: encodeFunctionData({ abi: TestUSDC.abi, functionName: 'approve', args }),
    })
  }

  return {
    ...world,
    payer,
    terms,
    call,
    approve,
    hashOf: (paid: HubTerms) => hubTermsHash(CHAIN, paid),

    pay: (paid: HubTerms, how: { from?: Hex; value?: bigint; gas?: bigint } = {}) =>
      call({ value: paid.token === NATIVE ? paid.amount : 0n, ...how, data: payCalldata(paid) }),

    /** Money and allowance for these terms, as a customer has them who is about to pay. */
    async prepare(paid: HubTerms) {
      await give(paid.token, payer.address, paid.amount)
      if (paid.token !== NATIVE) await approve(paid.token, paid.amount)
    },

    async permitted(paid: HubTerms, value = paid.amount) {
      const nonce = await client.readContract({
        address: usdc,
        abi: TestUSDC.abi,
        functionName: 'nonces',
        args: [payer.address],
      })
      const permit = { owner: payer.address, value, nonce, deadline: FOREVER }
      const { v, r, s } = parseSignature(await payer.signTypedData(permitToSign(domain, permit)))
      return {
        data: payWithPermitCalldata(paid, { permitDeadline: FOREVER, v: Number(v), r, s }),
        v: Number(v),
        r,
        s,
      }
    },

    /** What the customer signed for `signed`, handed in for `paid`. */
    async authorized(
      signed: HubTerms,
      paid = signed,
      validity: Validity = { validAfter: 0n, validBefore: FOREVER },
    ) {
      const message = authorizationToSign(domain, CHAIN, payer.address, signed, validity)
      const { v, r, s } = parseSignature(await payer.signTypedData(message))
      return payWithAuthorizationCalldata(paid, { ...validity, payer: payer.address, v: Number(v), r, s })
    },
  }
}

export type HubWorld = Awaited<ReturnType<typeof startHubWorld>>

/** Somebody with coin for gas. */
export async function richStranger(world: HubWorld, name: string): Promise<Hex> {
  const stranger = freshAddress(name)
  await world.give(NATIVE, stranger, 10n ** 18n)
  return stranger
}
