import { erc20Abi, parseAbi, parseUnits } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { LOCAL_USDT } from '@/lib/chains/evm/localTokens'
import { tronNile } from '@/lib/chains/networks/tron'
import type { Hex } from '@/lib/chains/port'
import { hexOfTron } from '@/lib/chains/tron/address'
import type { Actor } from '@/lib/services/context'
import { OPERATOR } from '@/lib/services/audit/recordAudit'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { getInvoice } from '@/lib/services/invoices/getInvoice'
import type { CreateInvoiceInput } from '@/lib/services/invoices/input'
import { setXpubMethods } from '@/lib/services/xpub/setXpubMethods'
import { accounts } from '@/scripts/local/accounts'
import { startTronServer } from './tronServer'
import { testWallet } from './wallet'
import { invoiceInput, startWorld } from './world'

const mintAbi = parseAbi(['function mint(address to, uint256 value)'])

/** The real services on TRON's test network, which is anvil behind a server that speaks TRON's dialect, with a merchant's wallet. */
export async function startTronWorld(walletNumber: number) {
  const server = await startTronServer(tronNile.chainId)
  const world = await startWorld({ otherNetworks: [{ id: tronNile.id, rpcUrls: [server.rpcUrl] }] })
  const { anvil, ctx, merchant } = world
  const token = hexOfTron(tronNile.tokens[0]?.address ?? '') as Hex
  await anvil.setCode({
    address: token,
    bytecode: (await anvil.getCode({ address: LOCAL_USDT as Hex })) ?? '0x',
  })
  server.state.upstream = world.chain.rpcUrl

  const wallet = testWallet(walletNumber, 195)
  const actor: Actor = { ...world.actor, mode: 'test' }
  const network = ctx.networks.get(tronNile.id)
  if (!network) throw new Error('TRON is not open')
  await setXpubMethods(
    ctx,
    { merchantId: merchant.id, mode: 'test', network, tokens: ['USDT'], key: wallet.key, from: null },
    OPERATOR,
  )
  const write = async (from: Hex, functionName: 'mint' | 'transfer', to: string, amount: string) => {
    const hash = await anvil.writeContract({
      account: privateKeyToAccount(from),
      chain: null,
      address: token,
      abi: [...mintAbi, ...erc20Abi],
      functionName,
      args: [hexOfTron(to) ?? (to as Hex), parseUnits(amount, 6)],
    })
    await anvil.waitForTransactionReceipt({ hash })
    await world.mine(1)
    return hash
  }
  await write(accounts.deployer.privateKey, 'mint', accounts.payer.address, '1000000')
  await world.mine(30)
  await world.reconcile()
  return {
    ...world,
    server,
    wallet,
    token,
    tester: actor,
    invoice: (input: Partial<CreateInvoiceInput> & { total?: string } = {}) =>
      createInvoice(ctx, actor, invoiceInput({ confirmationsOverride: null, ...input })),
    read: (id: string) => getInvoice(ctx, actor, id),
    /** A TRC-20 transfer to an address as people write it; mined with one block above it. */
    pay: (to: string, amount: string) => write(accounts.payer.privateKey, 'transfer', to, amount),
    /** From an address of the merchant's wallet. */
    async sweep(index: number, to: string, amount: string) {
      const account = wallet.account(index)
      await anvil.setBalance({ address: account.address, value: 10n ** 18n })
      const hash = await anvil.sendTransaction({
        account,
        chain: null,
        to: token,
        data: transferData(to, amount),
      })
      await anvil.waitForTransactionReceipt({ hash })
      await world.mine(1)
      return hash
    },
  }
}

function transferData(to: string, amount: string): Hex {
  const recipient = (hexOfTron(to) ?? to).slice(2).toLowerCase().padStart(64, '0')
  return `0xa9059cbb${recipient}${parseUnits(amount, 6).toString(16).padStart(64, '0')}`
}
