import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { eq } from 'drizzle-orm'
import { privateKeyToAddress } from 'viem/accounts'
import { afterAll, describe, expect, it } from 'vitest'
import { depositAddresses, hubTerms, paymentOptions, payoutTerms } from '@/db/schema'
import { depositAddress, depositRef, depositSalt } from '@/lib/chains/evm/forwarder'
import { proofFile, type Proof } from '@/lib/proof/addressProof'
import { checkAddress } from '@/lib/proof/checkAddress'
import { getAddressProof } from '@/lib/services/invoices/getAddressProof'
import { getPublicInvoice } from '@/lib/services/invoices/getPublicInvoice'
import { openSeed } from '@/lib/services/secrets/openSeed'
import { jwksOf } from '@/lib/signing/jwks'
import { createSigner } from '@/lib/signing/signer'
import { accounts } from '@/scripts/local/accounts'
import { startWorld } from '@/tests/support/world'

const world = await startWorld({ hub: true })
const { ctx } = world
const THIEF = privateKeyToAddress(`0x${'66'.repeat(32)}`)
const keys = new Map(ctx.signer.keys.map(({ id, x }) => [id, x]))
const folder = await mkdtemp(path.join(os.tmpdir(), 'proof-'))
afterAll(() => rm(folder, { recursive: true }))

const refused = async (id: string) => {
  await expect(getPublicInvoice(ctx, id)).rejects.toMatchObject({ code: 'ADDRESS_MISMATCH' })
  await expect(getAddressProof(ctx, id)).rejects.toMatchObject({ code: 'ADDRESS_MISMATCH' })
}

/** The whole row of an address, as whoever knows the merchant's seed and can write the database would make it. */
async function redirect(id: string, treasury: `0x${string}`): Promise<void> {
  const row = {
    id: 'ptm_thief',
    merchantId: world.merchant.id,
    treasury,
    feeBps: 100,
    createdAt: new Date(0),
  }
  await ctx.db.insert(payoutTerms).values({ ...row, feeRecipient: accounts.feeRecipient.address })
  const [stored] = await ctx.db.select().from(depositAddresses).where(eq(depositAddresses.invoiceId, id))
  const seed = openSeed(ctx, world.merchant)
  const ref = depositRef(seed, stored?.counter ?? 0n)
  const deposit = { treasury, feeRecipient: accounts.feeRecipient.address, feeBps: 100, ref }
  await ctx.db
    .update(depositAddresses)
    .set({ termsId: row.id, address: depositAddress(deposit), salt: depositSalt(deposit) })
    .where(eq(depositAddresses.invoiceId, id))
}

describe('an address is shown only as the instance signed it (F8)', () => {
  it('not one that derives from other terms, though all of its row fits them', async () => {
    const { invoice } = await world.invoice()
    await redirect(invoice.id, THIEF)
    await refused(invoice.id)
    await expect(world.read(invoice.id)).rejects.toMatchObject({ code: 'ADDRESS_MISMATCH' })
  })

  it('not with the signature of another one, of none, or of a key that is not ours', async () => {
    const { invoice } = await world.invoice()
    const mine = eq(depositAddresses.invoiceId, invoice.id)
    const other = await world.invoice()
    const [its] = await ctx.db
      .select()
      .from(depositAddresses)
      .where(eq(depositAddresses.invoiceId, other.invoice.id))
    const [proof] = (await getAddressProof(ctx, invoice.id)).proofs
    const forged = createSigner([{ id: 't1', key: new Uint8Array(32).fill(8) }]).sign(proof?.statement ?? {})
    for (const set of [
      { signature: its?.signature },
      { signature: '' },
      { signature: forged.value },
      { signature: `${proof?.signature.value}A` },
      { signingKey: 'gone', signature: proof?.signature.value },
    ]) {
      await ctx.db.update(depositAddresses).set(set).where(mine)
      await refused(invoice.id)
    }
    await ctx.db.update(depositAddresses).set({ signingKey: 't1' }).where(mine)
    expect((await getPublicInvoice(ctx, invoice.id)).invoice.id).toBe(invoice.id)
  })

  it('not one that was signed for another invoice, and only by an option that leads to it', async () => {
    const { invoice, option } = await world.invoice()
    const other = await world.invoice()
    await ctx.db
      .update(paymentOptions)
      .set({ depositAddressId: other.option.depositAddressId })
      .where(eq(paymentOptions.id, option.id))
    await refused(invoice.id)
    expect((await getPublicInvoice(ctx, other.invoice.id)).option.address).toBe(other.option.address)
    await ctx.db
      .update(depositAddresses)
      .set({ invoiceId: invoice.id })
      .where(eq(depositAddresses.invoiceId, other.invoice.id))
    await refused(invoice.id)
  })

  it('not terms of the hub whose signature is another’s', async () => {
    const { invoice } = await world.invoice({ offer: 'all' })
    await ctx.db
      .update(hubTerms)
      .set({ signature: 'A'.repeat(86) })
      .where(eq(hubTerms.invoiceId, invoice.id))
    await expect(getPublicInvoice(ctx, invoice.id)).rejects.toMatchObject({ code: 'ADDRESS_MISMATCH' })
  })

  it('a key that has retired still vouches for what it signed', async () => {
    const { invoice } = await world.invoice()
    const [old] = ctx.signer.keys
    const retired = [{ id: 't1', key: Buffer.from(old?.x ?? '', 'base64url') }]
    const fresh = [{ id: 't2', key: new Uint8Array(32).fill(3) }]
    const rotated = { ...ctx, signer: createSigner(fresh, retired) }
    expect((await getPublicInvoice(rotated, invoice.id)).option.address).not.toBe('')
    const forgotten = { ...ctx, signer: createSigner(fresh) }
    await expect(getPublicInvoice(forgotten, invoice.id)).rejects.toMatchObject({ code: 'ADDRESS_MISMATCH' })
  })
})

describe('whoever has the proof needs no server', () => {
  const allOk = (proof: Proof) => checkAddress(keys, proof).every(({ ok }) => ok)

  it('every part of every proof is held to its signature, and to what follows from it', async () => {
    const { invoice, options } = await world.invoice({ offer: 'all' })
    const { proofs } = await getAddressProof(ctx, invoice.id)
    expect(proofs.map(({ statement }) => statement.type).toSorted()).toEqual([
      'deposit-address',
      ...options.filter(({ rail }) => rail === 'hub').map(() => 'hub-terms'),
    ])
    for (const proof of proofs) {
      expect(allOk(proof)).toBe(true)
      for (const name of Object.keys(proof.statement)) {
        const statement = { ...proof.statement, [name]: 'else' } as Proof['statement']
        expect(`${name} ${checkAddress(keys, { ...proof, statement })[0]?.ok}`).toBe(`${name} false`)
      }
    }
  })

  it('an instance that signs what does not follow is found out by the derivation', async () => {
    const { invoice } = await world.invoice({ offer: 'all' })
    for (const { statement } of (await getAddressProof(ctx, invoice.id)).proofs) {
      const lie =
        statement.type === 'hub-terms'
          ? { ...statement, treasury: THIEF }
          : { ...statement, origin: { ...statement.origin, treasury: THIEF } }
      const said = lie as Proof['statement']
      const findings = checkAddress(keys, { statement: said, signature: ctx.signer.sign(said) })
      expect(findings.map(({ ok }) => ok)).toEqual([true, false])
    }
  })

  it('the command says so, with the file and the keys alone', async () => {
    const { invoice, option } = await world.invoice()
    const { proofs } = await getAddressProof(ctx, invoice.id)
    const [good, bad, jwks] = ['good.json', 'bad.json', 'jwks.json'].map((name) => path.join(folder, name))
    const text = proofFile('https://checkout.example', proofs)
    const [first, second] = [good ?? '', bad ?? '']
    await writeFile(first, text)
    await writeFile(second, text.replaceAll(accounts.treasury.address, THIEF))
    await writeFile(jwks ?? '', JSON.stringify(jwksOf(ctx.signer.keys)))
    const verify = (file: string, ...more: string[]) =>
      promisify(execFile)(
        'node',
        ['--import', 'tsx', 'scripts/proof/verifyAddress.ts', '--proof', file, '--keys', jwks ?? ''].concat(
          more,
        ),
      )
    const asked = ['--address', option.address.toLowerCase(), '--treasury', accounts.treasury.address]
    const { stdout } = await verify(first, ...asked, '--invoice', invoice.id)
    expect(stdout).toContain(`can pay to ${accounts.treasury.address} alone, less 1.00 %`)
    expect(stdout).not.toContain('BAD')
    await expect(verify(second)).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('NOT signed'),
    })
  })
})
