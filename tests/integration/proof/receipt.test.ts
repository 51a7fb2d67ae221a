import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkOnChain } from '@/lib/proof/checkOnChain'
import { openReceipt } from '@/lib/proof/checkReceipt'
import type { ReceiptDocument } from '@/lib/proof/receipt'
import { getReceipt } from '@/lib/services/receipts/getReceipt'
import { jwksOf, readJwks } from '@/lib/signing/jwks'
import { signedText } from '@/lib/signing/signedText'
import { createSigner } from '@/lib/signing/signer'
import { hubCustomer, hubTermsIn } from '@/tests/support/hub'
import { startWorld } from '@/tests/support/world'

const world = await startWorld({ hub: true })
const { ctx } = world
const keys = readJwks(jwksOf(ctx.signer.keys))
const folder = await mkdtemp(path.join(os.tmpdir(), 'receipt-'))
afterAll(() => rm(folder, { recursive: true }))

let id = ''
let receipt: ReceiptDocument
let text = ''
beforeAll(async () => {
  const made = await world.invoice({ offer: 'all' })
  id = made.invoice.id
  const [usdt, eth] = ['USDT', 'ETH'].map((token) =>
    made.options.find((one) => one.token === token && one.rail === 'forwarder'),
  )
  await world.pay(usdt?.address ?? '', '4.00', 'USDT')
  await world.pay(eth?.address ?? '', '0.002', 'ETH')
  await world.mine(1)
  await world.reconcile()
  await hubCustomer(world).pay(hubTermsIn(await world.read(id), 'USDC'))
  await world.mine(13)
  await world.reconcile()
  receipt = await getReceipt(ctx, id)
  text = signedText(ctx.signer, receipt)
})

const opens = (file: string) => {
  try {
    return openReceipt(file, keys).invoice === id
  } catch {
    return false
  }
}

describe('the receipt of a paid invoice', () => {
  it('says what was bought, and of every payment what it was worth and where it is', () => {
    expect(receipt).toMatchObject({ invoice: id, status: 'paid', total: '16.49', refunds: [] })
    expect(receipt.payments.map(({ asset, amount, value }) => [asset, amount, value])).toEqual([
      ['USDT', '4', '4.00'],
      ['ETH', '0.002', '4.00'],
      ['USDC', '8.49', '8.49'],
    ])
    expect(receipt.payments.map(({ terms_hash }) => terms_hash !== null)).toEqual([false, false, true])
    expect(openReceipt(text, keys)).toEqual(receipt)
  })

  it('is nobody’s before the invoice is paid', async () => {
    const { invoice } = await world.invoice()
    await expect(getReceipt(ctx, invoice.id)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(opens(text)).toBe(true)
  })

  it('is the same however often it is asked for', async () => {
    expect(signedText(ctx.signer, await getReceipt(ctx, id))).toBe(text)
  })

  it('is refused with any byte changed, added or left out', () => {
    for (let at = 0; at < text.trimEnd().length; at++) {
      const other = text[at] === '1' ? '2' : '1'
      const ways = at % 50 === 0 ? [other, '', `${text[at]} `] : [other]
      for (const changed of ways) {
        const file = text.slice(0, at) + changed + text.slice(at + 1)
        expect(opens(file), `byte ${at}`).toBe(false)
      }
    }
    expect(() => openReceipt(JSON.stringify(JSON.parse(text), null, 2), keys)).toThrow(
      'not as it was written',
    )
  })

  it('is refused with another’s signature, and a statement of another type is no receipt', () => {
    const forger = createSigner([{ id: 't1', key: new Uint8Array(32).fill(1) }])
    expect(() => openReceipt(signedText(forger, receipt), keys)).toThrow('not signed by any')
    expect(() => openReceipt(text, new Map())).toThrow('not signed by any')
    const other = { ...receipt, type: 'deposit-address' }
    expect(() => openReceipt(signedText(ctx.signer, other), keys)).toThrow('receipt')
  })
})

describe('against the chain', () => {
  const verdicts = async (changed: ReceiptDocument) =>
    (await checkOnChain(changed, world.chain.rpcUrl)).map(({ ok }) => ok)
  const withEach = (change: object): ReceiptDocument => ({
    ...receipt,
    payments: receipt.payments.map((payment) => ({ ...payment, ...change })),
  })

  it('every payment is where it says', async () => {
    expect(await verdicts(receipt)).toEqual([true, true, true])
  })

  it('and one that is not is found, though the instance signs it', async () => {
    const [block] = receipt.payments.map((payment) => payment.block)
    for (const change of [
      { block: { ...block, hash: `0x${'11'.repeat(32)}` } },
      { transaction: `0x${'22'.repeat(32)}` },
      { to: `0x${'33'.repeat(20)}` },
      { position: 7 },
    ]) {
      expect(await verdicts(withEach(change))).toEqual([false, false, false])
    }
    expect((await verdicts(withEach({ base_units: '99999999999999999999' }))).slice(0, 2)).toEqual([
      false,
      false,
    ])
    expect((await verdicts(withEach({ terms_hash: `0x${'44'.repeat(32)}` })))[2]).toBe(false)
  })

  it('the command says all of it, with file, keys and node alone', async () => {
    const [file, jwks] = ['receipt.json', 'jwks.json'].map((name) => path.join(folder, name))
    await writeFile(file ?? '', text)
    await writeFile(jwks ?? '', JSON.stringify(jwksOf(ctx.signer.keys)))
    const asked = ['--receipt', file ?? '', '--keys', jwks ?? '', '--rpc', world.chain.rpcUrl]
    const command = ['--import', 'tsx', 'scripts/proof/verifyReceipt.ts'].concat(asked)
    const { stdout } = await promisify(execFile)('node', command)
    expect(stdout).toContain('16.49 USD to Acme VPN Services')
    expect(stdout.match(/^ok {3}0x\w+ is in block/gm)).toHaveLength(3)
    expect(stdout).not.toContain('BAD')
  })
})
