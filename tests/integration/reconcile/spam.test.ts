import { erc20Abi, parseAbi, parseUnits } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import { TestUSDT } from '@/contracts/artifacts/TestUSDT'
import { payments } from '@/db/schema'
import type { Hex } from '@/lib/chains/port'
import { accounts } from '@/scripts/local/accounts'
import { expectSoundBooks } from '@/tests/support/books'
import { account as stranger } from '@/tests/support/logChain'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()
const spammer = privateKeyToAccount(accounts.deployer.privateKey)
const mintAbi = parseAbi(['function mint(address to, uint256 value)'])
const { invoice, option } = await world.invoice()
const address = option.address as Hex

/** An exact copy of the listed USDT, code and topics, at an address that nobody lists. */
async function deployLookAlike(): Promise<Hex> {
  const hash = await world.anvil.deployContract({
    account: spammer,
    chain: null,
    abi: [],
    bytecode: TestUSDT.bytecode,
  })
  const { contractAddress } = await world.anvil.waitForTransactionReceipt({ hash })
  if (!contractAddress) throw new Error('no contract was made')
  return contractAddress
}

async function send(token: Hex, functionName: 'mint' | 'transfer', to: Hex, value: bigint): Promise<void> {
  const abi = [...mintAbi, ...erc20Abi]
  const hash = await world.anvil.writeContract({
    account: spammer,
    chain: null,
    address: token,
    abi,
    functionName,
    args: [to, value],
  })
  await world.anvil.waitForTransactionReceipt({ hash })
}

describe('spam is nothing: no payment, no event, no status (S9)', () => {
  /** What the invoice is after the next run, with every payment there is. */
  async function afterwards() {
    await world.mine(3)
    await world.reconcile()
    const detail = await world.read(invoice.id)
    const events = detail.events.map((event) => event.type)
    return { invoice: detail.invoice, events, payments: await world.ctx.db.select().from(payments) }
  }
  const untouched = { invoice, events: ['invoice.created'], payments: [] }

  it('transfers of nothing, of a listed token and of native coin', async () => {
    await world.pay(address, '0', 'USDT')
    await world.pay(address, '0', 'USDC')
    await world.pay(address, '0', 'ETH')
    expect(await afterwards()).toEqual(untouched)
  })

  it('the exact amount of an unlisted token whose contract and logs look the same', async () => {
    const lookAlike = await deployLookAlike()
    await send(lookAlike, 'mint', spammer.address, parseUnits('100', 6))
    await send(lookAlike, 'transfer', address, option.quotedAmount)
    await send(lookAlike, 'mint', address, option.quotedAmount)
    expect(await afterwards()).toEqual(untouched)
  })

  it('listed tokens and native coin sent to strangers', async () => {
    await world.pay(stranger(1), '16.49', 'USDT')
    await world.pay(stranger(2), '16.49', 'USDC')
    await world.pay(stranger(3), '0.01', 'ETH')
    expect(await afterwards()).toEqual(untouched)
  })
})

describe('spam beside money', () => {
  it('hides no payment in its transaction block, and adds nothing to it', async () => {
    const { invoice: paid, option: own } = await world.invoice()
    const lookAlike = await deployLookAlike()
    await world.anvil.setAutomine(false)
    const transfer = { account: spammer, chain: null, abi: [...mintAbi, ...erc20Abi] } as const
    const to = own.address as Hex
    await world.anvil.writeContract({
      ...transfer,
      address: lookAlike,
      functionName: 'mint',
      args: [to, 16_490_000n],
    })
    const payer = privateKeyToAccount(accounts.payer.privateKey)
    const usdt = world.ctx.networks.get('local')?.tokens.find((token) => token.symbol === 'USDT')
    await world.anvil.writeContract({
      ...transfer,
      account: payer,
      address: usdt?.address as Hex,
      functionName: 'transfer',
      args: [to, own.quotedAmount],
    })
    await world.anvil.setAutomine(true)
    await world.mine(3)
    await world.reconcile()
    const detail = await world.read(paid.id)
    expect(detail.invoice.status).toBe('paid')
    expect(detail.payments).toMatchObject([{ amount: 16_490_000n }])
    await expectSoundBooks(world)
  })
})
