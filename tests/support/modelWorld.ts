import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getAddress, pad } from 'viem'
import { depositAddresses, payments } from '@/db/schema'
import type { Executor } from '@/db/client'
import { sweptUpTo } from '@/db/queries/payments'
import { networkState } from '@/db/queries/networks'
import { ChainError } from '@/lib/chains/errors'
import { OPERATOR } from '@/lib/services/audit/recordAudit'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { addPaymentMethod } from '@/lib/services/merchants/addPaymentMethod'
import { registerMerchant } from '@/lib/services/merchants/registerMerchant'
import { reconcileAll } from '@/lib/services/reconcile/reconcileAll'
import { declareWallet } from '@/lib/services/wallets/declareWallet'
import { setXpubMethods } from '@/lib/services/xpub/setXpubMethods'
import { accounts } from '@/scripts/local/accounts'
import { ModelChain, type ModelTransaction } from '@/tests/simulation/chain/modelChain'
import { createProvider, type Provider } from '@/tests/simulation/chain/provider'
import { balanceIn } from '@/tests/simulation/chain/state'
import { NATIVE } from '@/tests/simulation/chain/tokens'
import { createRandom } from '@/tests/simulation/engine/random'
import { withReader } from './changedReader'
import { createTestDatabase } from './database'
import { testServices } from './services'
import type { testWallet } from './wallet'
import { invoiceInput } from './world'

const START = 1_800_000_000
/** A wallet that the merchant declares. */
const DECLARED = getAddress(pad('0xdec1a4ed', { size: 20 }))

/** Which wallet invoices are paid to, where it is the merchant's own. */
export type ModelWorldOptions = { wallet?: ReturnType<typeof testWallet> }

/** The real services on a database of their own, over the simulation's model chain behind a real HTTP provider. */
export async function startModelWorld(seed: string, { wallet }: ModelWorldOptions = {}) {
  const database = await createTestDatabase()
  const chain = new ModelChain(seed, START)
  const provider = createProvider({
    chain,
    chainId: 31_337,
    random: createRandom(seed),
    hasMulticall: true,
    gasAccount: accounts.gas.address,
    take: () => ({ refused: 'nobody sweeps here' }),
  })
  const node = await serveProvider(provider)
  let time = START
  const mine = (transactions: readonly ModelTransaction[] = []) => {
    time += 1
    return chain.mine(time, transactions)
  }
  for (let block = 0; block < 5; block += 1) mine()

  /** How many blocks below its head the provider has the state of. */
  const kept = { blocks: Infinity }
  const services = testServices({
    db: database.db,
    clock: { now: () => new Date(time * 1000) },
    networks: [{ id: 'local', rpcUrls: [node.url] }],
  })
  const base = withReader(services, (reader) => ({
    balances: async (addresses, tokens, at, signal) => {
      if (at < chain.head.number - kept.blocks) throw new ChainError('lagging', 'missing trie node')
      return reader.balances(addresses, tokens, at, signal)
    },
  }))
  const reconcile = async () => (await reconcileAll(base, { budgetMs: 20_000 })).networks[0]
  await reconcile()
  const merchant = await registerMerchant(base, {
    businessName: 'Acme VPN Services',
    contactEmail: 'admin@acmevpn.example',
    planType: 'pro',
    feeBps: 100,
    owner: null,
  })
  const scope = { merchantId: merchant.id, mode: 'live' } as const
  const actor = { ...scope, label: 'test', ipAddress: null, userAgent: null, requestId: null }
  const network = base.networks.get('local')
  if (wallet && network) {
    const method = { ...scope, network, tokens: ['ETH'], key: wallet.key, from: null }
    await setXpubMethods(base, method, OPERATOR)
    await declareWallet(base, { ...actor, role: 'owner' }, { address: DECLARED, label: null })
  } else {
    const { address: treasury } = accounts.treasury
    await addPaymentMethod(base, { ...scope, network: 'local', token: 'ETH', treasury })
  }

  return {
    chain,
    provider,
    /** The provider's state of older blocks is gone. */
    kept,
    declared: DECLARED,
    /** Seconds go on without a block. */
    wait(seconds: number): void {
      time += seconds
    },
    db: database.db,
    mine,
    reconcile,
    /** An invoice in native coin; gives its deposit address. */
    async invoice(total = '4000'): Promise<string> {
      const input = { total, cryptoCurrency: 'ETH', expiresInSeconds: 86_400 }
      return (await createInvoice(base, actor, invoiceInput(input))).option.address
    },
    async stop() {
      await node.stop()
      await database.close()
    },
  }
}

export type ModelWorld = Awaited<ReturnType<typeof startModelWorld>>

/** What one address was credited with and what came to it, both up to the proven block. */
export type Account = {
  address: string
  credited: bigint
  arrived: bigint
  /** Of each credit that stands, its transaction; null for what only a balance showed. */
  transactions: (string | null)[]
}

/** The books of native coin beside the chain; null while the proven block is not on the chain (any more). */
export async function accountsOf(world: ModelWorld): Promise<Account[] | null> {
  const state = await networkState(world.db, 'local')
  const block = state?.blockHash ? world.chain.byHash(state.blockHash) : undefined
  if (!block || !world.chain.isCanonical(block)) return null
  const rows = await world.db.select().from(depositAddresses)
  const credits = (await world.db.select().from(payments)).filter(
    (row) => !row.orphanedAt && row.blockNumber <= block.number,
  )
  return Promise.all(
    rows.map(async (row) => {
      const own = credits.filter((credit) => credit.depositAddressId === row.id)
      return {
        address: row.address,
        credited: own.reduce((sum, credit) => sum + credit.amount, 0n),
        arrived: balanceIn(block.state, NATIVE, row.address) + (await swept(world.db, row.id, block.number)),
        transactions: own.map((credit) => credit.txHash),
      }
    }),
  )
}

async function swept(db: Executor, addressId: string, block: number): Promise<bigint> {
  return (await sweptUpTo(db, [addressId], block)).reduce((sum, one) => sum + one.amount, 0n)
}

async function serveProvider(provider: Provider) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const answer = provider.answer(Buffer.concat(chunks).toString('utf8'))
      if (answer.kind === 'answer') {
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.text)
      } else response.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
