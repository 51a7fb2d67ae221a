import { describe, expect, it } from 'vitest'
import { ChainError } from '@/lib/chains/errors'
import { createGasWallet } from '@/lib/chains/evm/gasWallet'
import { accounts } from '@/scripts/local/accounts'
import { sweeper } from '@/tests/support/sweeper'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()
const gas = sweeper(world)

/** A sweep that was recorded and that no miner has. */
async function stuckSweep() {
  const { invoice, option } = await world.invoice()
  await world.pay(option.address, '16.49')
  await world.mine(3)
  await gas.run({ wallet: { send: () => Promise.resolve() } })
  return { invoiceId: invoice.id, sweep: await newest() }
}

async function newest() {
  const sweep = (await gas.sent()).at(-1)
  if (!sweep) throw new Error('nothing was sent')
  return sweep
}

function later(seconds: number): void {
  world.setClock(new Date(world.ctx.clock.now().getTime() + seconds * 1000))
}

async function expectPaidOut(invoiceId: string): Promise<void> {
  await world.mine(1)
  await gas.finish()
  expect((await world.read(invoiceId)).settlement?.payout).toMatchObject({ net: 16_325_100n })
}

describe('the fee of a sweep that is stuck (F9)', () => {
  it('is not raised by a node that refuses it, however often', async () => {
    const { invoiceId, sweep } = await stuckSweep()
    const send = () => Promise.reject(new ChainError('bad_response', 'replacement transaction underpriced'))
    for (let run = 0; run < 3; run += 1) {
      later(100)
      await gas.run({ wallet: { send } })
    }
    const { maxFeePerGas, sentAt, txHashes } = await newest()
    expect({ maxFeePerGas, sentAt }).toEqual({ maxFeePerGas: sweep.maxFeePerGas, sentAt: sweep.sentAt })
    expect(txHashes).toHaveLength(2)
    await expectPaidOut(invoiceId)
  })

  it('follows the chain at once, and never goes above four times what the chain asks for', async () => {
    const { invoiceId, sweep } = await stuckSweep()
    const market = { maxFeePerGas: sweep.maxFeePerGas * 3n, maxPriorityFeePerGas: sweep.maxPriorityFeePerGas }
    const wallet = { fees: () => Promise.resolve(market), send: () => Promise.resolve() }
    later(100)
    await gas.run({ wallet })
    expect((await newest()).maxFeePerGas).toBe(market.maxFeePerGas)
    for (let run = 0; run < 10; run += 1) {
      later(100)
      await gas.run({ wallet })
    }
    const { maxFeePerGas } = await newest()
    expect(maxFeePerGas).toBeLessThanOrEqual(market.maxFeePerGas * 4n)
    expect(maxFeePerGas).toBeGreaterThan(market.maxFeePerGas * 2n)
    await expectPaidOut(invoiceId)
  })

  it('is raised too for one that the node never took, since that may be the reason', async () => {
    const { invoice, option } = await world.invoice()
    await world.pay(option.address, '16.49')
    await world.mine(3)
    const refuse = () =>
      Promise.reject(new ChainError('bad_response', 'max fee per gas less than block base fee'))
    await gas.run({ wallet: { send: refuse } })
    const recorded = await newest()
    expect(recorded.status).toBe('recorded')
    later(100)
    await gas.run()
    const sent = await newest()
    expect(sent).toMatchObject({ id: recorded.id, nonce: recorded.nonce, status: 'sent' })
    expect(sent.maxFeePerGas).toBeGreaterThan(recorded.maxFeePerGas)
    await expectPaidOut(invoice.id)
  })
})

describe('a new gas key (F9)', () => {
  it('sweeps what an older one left under way', async () => {
    const { invoiceId, sweep } = await stuckSweep()
    const network = world.ctx.networks.get('local')
    if (!network) throw new Error('the local chain is not open')
    await gas.finish({ wallet: createGasWallet(network, world.chain.rpcUrl, accounts.deployer.privateKey) })
    expect((await world.read(invoiceId)).settlement?.payout).not.toBeNull()
    expect((await gas.sent()).find((row) => row.id === sweep.id)?.status).toBe('sent')
  })
})
