import { pbkdf2Sync } from 'node:crypto'
import { HDKey } from '@scure/bip32'
import { createWalletClient, erc20Abi, http, parseUnits, publicActions } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { LOCAL_USDC, LOCAL_USDT } from '@/lib/chains/evm/localTokens'
import { readExtendedKey, type ExtendedKey } from '@/lib/chains/xpub/readExtendedKey'
import type { Hex } from '@/lib/chains/port'

/** Words that everybody knows; the account keeps the wallets of tests apart. */
const MNEMONIC = 'test test test test test test test test test test test junk'
const TOKENS = { USDC: LOCAL_USDC as Hex, USDT: LOCAL_USDT as Hex }

/** A merchant's own wallet, such as a hardware wallet would be: it alone can spend. */
export function testWallet(accountIndex: number, coin = 60) {
  const master = HDKey.fromMasterSeed(pbkdf2Sync(MNEMONIC, 'mnemonic', 2048, 64, 'sha512'))
  const account = master.derive(`m/44'/${coin}'/${accountIndex}'`)
  const read = readExtendedKey(account.publicExtendedKey)
  if (!read.ok) throw new Error(read.text)
  const key: ExtendedKey = read.key
  return {
    xpub: account.publicExtendedKey,
    /** The same wallet, as another program exports it. */
    chainXpub: account.deriveChild(0).publicExtendedKey,
    xprv: account.privateExtendedKey,
    key,
    account: (index: number) =>
      mnemonicToAccount(MNEMONIC, {
        path: `m/44'/${coin}'/${accountIndex}'/0/${index}` as "m/44'/60'/0'/0/0",
      }),
    /** Sends tokens from one of its addresses, which must hold gas; mined at once. */
    async send(
      rpcUrl: string,
      index: number,
      to: string,
      amount: string,
      token: keyof typeof TOKENS = 'USDT',
    ) {
      const client = createWalletClient({
        account: this.account(index),
        transport: http(rpcUrl),
        pollingInterval: 20,
      }).extend(publicActions)
      const hash = await client.writeContract({
        chain: null,
        address: TOKENS[token],
        abi: erc20Abi,
        functionName: 'transfer',
        args: [to as Hex, parseUnits(amount, 6)],
      })
      await client.waitForTransactionReceipt({ hash })
      return hash
    },
  }
}
