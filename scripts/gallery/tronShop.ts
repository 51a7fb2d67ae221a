import { createTestClient, http, parseAbi, parseEther, parseUnits, publicActions, walletActions } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { tronNile } from '@/lib/chains/networks/tron'
import { hexOfTron } from '@/lib/chains/tron/address'
import type { Hex } from '@/lib/chains/port'
import { OPERATOR } from '@/lib/services/audit/recordAudit'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { setXpubMethods } from '@/lib/services/xpub/setXpubMethods'
import { testMerchant, type TestMerchant } from '@/scripts/local/testMerchant'
import { TRON_USDT } from '@/scripts/local/tronBeside'
import { testWallet } from '@/tests/support/wallet'
import type { Place } from './group'

const TRON_COIN = 195
const mintable = parseAbi(['function mint(address to, uint256 value)'])

export type TronInvoice = { id: string; url: string; address: string }

export type TronShop = {
  merchant: TestMerchant
  /** $16.49 in USDT on TRON's test network, at an address of the merchant's own wallet. */
  order(): Promise<TronInvoice>
  /** Tokens that come to such an address, in a block of the local chain. */
  pay(address: string, amount: string): Promise<void>
}

/** A merchant beside a running checkout who is paid on TRON. Each wallet belongs to one of them. */
export async function openTronShop(
  { description, environment }: Pick<Place, 'description' | 'environment'>,
  walletNumber: number,
): Promise<TronShop> {
  const merchant = await testMerchant({ environment }, 'Kiln & Bean')
  const { app, actor } = merchant
  const network = app.networks.get(tronNile.id)
  if (!network) throw new Error('TRON is not open here.')
  const { key } = testWallet(walletNumber, TRON_COIN)
  const { merchantId, mode } = actor
  await setXpubMethods(app, { merchantId, mode, network, tokens: ['USDT'], key, from: null }, OPERATOR)
  const chain = createTestClient({ mode: 'anvil', transport: http(description.rpcUrl), pollingInterval: 100 })
    .extend(publicActions)
    .extend(walletActions)
  return {
    merchant,
    async order() {
      const { invoice, option } = await createInvoice(app, actor, ORDER)
      return {
        id: invoice.id,
        url: `${description.baseUrl}/pay/${invoice.id}`,
        address: option.address,
      }
    },
    async pay(address, amount) {
      // An account of its own: those who pay at once share no nonce. Minting is a transfer from nobody.
      const account = privateKeyToAccount(generatePrivateKey())
      await chain.setBalance({ address: account.address, value: parseEther('1') })
      const hash = await chain.writeContract({
        account,
        chain: null,
        address: TRON_USDT,
        abi: mintable,
        functionName: 'mint',
        args: [hexOfTron(address) as Hex, parseUnits(amount, 6)],
      })
      await chain.waitForTransactionReceipt({ hash })
    },
  }
}

const ORDER = {
  title: 'Hand grinder',
  description: null,
  items: [{ name: 'Hand grinder', description: null, quantity: '1', unitPriceMinor: '1649' }],
  taxMinor: 0n,
  currency: 'USD',
  cryptoCurrency: 'USDT',
  priceLockSeconds: null,
  expiresInSeconds: null,
  tolerance: {},
  confirmationsOverride: null,
  webhookUrl: null,
  returnUrl: 'https://shop.example/thanks',
  cancelUrl: 'https://shop.example/basket',
  metadata: {},
}
