import { encodeFunctionData, maxUint256, parseSignature, type Hex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { TestUSDC } from '@/contracts/artifacts/TestUSDC'
import {
  authorizationToSign,
  HUB_ADDRESS,
  payCalldata,
  payWithAuthorizationCalldata,
  payWithPermitCalldata,
  permitToSign,
  type HubTerms,
} from '@/lib/chains/evm/paymentHub'
import { LOCAL_USDC } from '@/lib/chains/evm/localTokens'
import { contractTerms } from '@/lib/services/hub/terms'
import type { InvoiceDetail, OptionView } from '@/lib/services/views'
import { accounts } from '@/scripts/local/accounts'
import type { World } from './world'

const CHAIN = 31_337
const NATIVE = `0x${'0'.repeat(40)}`
const FOREVER = 2n ** 64n
const DOMAIN = {
  name: 'USD Coin',
  version: '2',
  chainId: CHAIN,
  verifyingContract: LOCAL_USDC as Hex,
} as const

/** The invoice's option by the hub in a token. */
export function hubOption({ options }: Pick<InvoiceDetail, 'options'>, token: string): OptionView {
  const option = options.find((one) => one.rail === 'hub' && one.token === token)
  if (!option) throw new Error(`no option in ${token} by the hub`)
  return option
}

/** The terms that the customer is offered in a token, as the contract takes them. */
export function hubTermsIn(detail: Pick<InvoiceDetail, 'options'>, token: string): HubTerms {
  const { terms } = hubOption(detail, token)
  if (!terms) throw new Error(`no terms in ${token}`)
  return contractTerms(terms)
}

/** A customer with a wallet, who pays through the hub of a world that has one. */
export function hubCustomer(world: World) {
  const payer = privateKeyToAccount(accounts.payer.privateKey)
  const send = async (data: Hex, how: { to?: string; value?: bigint; from?: keyof typeof accounts } = {}) => {
    const { to = HUB_ADDRESS, value = 0n, from = 'payer' } = how
    const account = privateKeyToAccount(accounts[from].privateKey)
    const gas = 500_000n
    const hash = await world.anvil.sendTransaction({ account, chain: null, to: to as Hex, data, value, gas })
    await world.anvil.waitForTransactionReceipt({ hash })
    world.setClock(new Date(Number((await world.anvil.getBlock()).timestamp) * 1000))
    return hash
  }
  return {
    send,
    /** Approves what is needed and pays. */
    async pay(terms: HubTerms): Promise<Hex> {
      if (terms.token === NATIVE) return send(payCalldata(terms), { value: terms.amount })
      const args = [HUB_ADDRESS, maxUint256] as const
      const approval = encodeFunctionData({ abi: TestUSDC.abi, functionName: 'approve', args })
      await send(approval, { to: terms.token })
      return send(payCalldata(terms))
    },
    /** USDC with a permit in the same transaction. */
    async payWithPermit(terms: HubTerms): Promise<Hex> {
      const nonce = await world.anvil.readContract({
        address: LOCAL_USDC as Hex,
        abi: TestUSDC.abi,
        functionName: 'nonces',
        args: [payer.address],
      })
      const permit = { owner: payer.address, value: terms.amount, nonce, deadline: FOREVER }
      const { v, r, s } = parseSignature(await payer.signTypedData(permitToSign(DOMAIN, permit)))
      return send(payWithPermitCalldata(terms, { permitDeadline: FOREVER, v: Number(v), r, s }))
    },
    /** What the customer signs to have somebody else pay the gas (USDC). */
    sign(terms: HubTerms, validBefore = FOREVER): Promise<Hex> {
      const validity = { validAfter: 0n, validBefore }
      return payer.signTypedData(authorizationToSign(DOMAIN, CHAIN, payer.address, terms, validity))
    },
    /** A stranger hands in what the customer signed. */
    async payByStranger(terms: HubTerms): Promise<Hex> {
      const { v, r, s } = parseSignature(await this.sign(terms))
      const authorization = { payer: payer.address, validAfter: 0n, validBefore: FOREVER, v: Number(v), r, s }
      return send(payWithAuthorizationCalldata(terms, authorization), { from: 'deployer' })
    },
  }
}
