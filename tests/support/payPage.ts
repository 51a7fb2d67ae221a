import { randomUUID } from 'node:crypto'
import { createTestClient, http, parseAbi, parseEther, publicActions, walletActions } from 'viem'
import { generatePrivateKey, privateKeyToAccount, privateKeyToAddress } from 'viem/accounts'
import { localChain } from '@/scripts/demo/chain'
import { checkoutApi, type MerchantInvoice } from '@/scripts/demo/checkoutApi'
import { runningStack } from './stack'

/** Enough blocks, a second each, that a browser sees the payment confirming. */
const CONFIRMATIONS = 12

/** Document 004's example order over the API, in USDT. */
export function orderInvoice(): Promise<MerchantInvoice> {
  const order = {
    title: 'VPN Service Order',
    description: 'Monthly VPN subscription with premium features',
    items: [
      { name: 'VPN Premium Plan', quantity: 1, unit_price: 9.99 },
      { name: 'Additional Static IP', quantity: 2, unit_price: 2.5 },
    ],
    tax: 1.5,
    currency: 'USD',
    crypto_currency: 'USDT',
    confirmation_settings: { merchant_override: CONFIRMATIONS },
    return_url: 'https://shop.example/success',
    cancel_url: 'https://shop.example/cancel',
  }
  return checkoutApi(runningStack()).createInvoice(order, randomUUID())
}

/** A customer's plain transfer of USDT, in hundredths, from an account of its own: tests that run at once share no nonce. */
export async function sendUsdt(to: string, cents: bigint): Promise<void> {
  const stack = runningStack()
  const usdt = stack.tokens.find(({ symbol }) => symbol === 'USDT')
  if (!usdt) throw new Error('The stack has no USDT.')
  const token = usdt.address as `0x${string}`
  const amount = cents * 10n ** BigInt(usdt.decimals - 2)

  const privateKey = generatePrivateKey()
  const payer = { address: privateKeyToAddress(privateKey), privateKey }
  const anvil = createTestClient({ mode: 'anvil', transport: http(stack.rpcUrl), pollingInterval: 100 })
    .extend(publicActions)
    .extend(walletActions)
  await anvil.setBalance({ address: payer.address, value: parseEther('1') })
  const minted = await anvil.writeContract({
    account: privateKeyToAccount(privateKey),
    chain: null,
    address: token,
    abi: parseAbi(['function mint(address to, uint256 value)']),
    functionName: 'mint',
    args: [payer.address, amount],
  })
  await anvil.waitForTransactionReceipt({ hash: minted })
  await localChain({ ...stack, payer }).transfer(token, to, amount)
}
