import { execFile } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { eq } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { auditEntries } from '@/db/schema'
import { testApp } from '@/tests/support/app'
import { testVariables } from '@/tests/support/environment'

const run = promisify(execFile)
const folder = await mkdtemp(path.join(tmpdir(), 'audit-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const world = await testApp()
const { privateKey, publicKey } = generateKeyPairSync('ed25519', {
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})
const file = (name: string) => path.join(folder, name)

/** A command as an operator runs it, with what it said and how it ended. */
async function command(name: string, ...args: string[]): Promise<{ code: number; said: string }> {
  const env = { ...process.env, ...testVariables(world.database.url) }
  try {
    const { stdout, stderr } = await run('npx', ['tsx', `scripts/audit/${name}.ts`, ...args], { env })
    return { code: 0, said: stdout + stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, said: stdout + stderr }
  }
}

it('signs a checkpoint, verifies against it, and says with its exit code what is broken', async () => {
  await Promise.all([writeFile(file('key.pem'), privateKey), writeFile(file('public.pem'), publicKey)])
  const { id } = await world.merchant()
  const signed = await command('checkpoint', '--key', file('key.pem'), '--out', file('one.json'))
  expect(signed).toMatchObject({ code: 0, said: expect.stringContaining('lines verified') })

  const against = ['--checkpoint', file('one.json'), '--public-key', file('public.pem')]
  expect(await command('verify', ...against)).toMatchObject({ code: 0 })

  await world.app.db.update(auditEntries).set({ subject: 'another' }).where(eq(auditEntries.merchantId, id))
  const broken = await command('verify', ...against)
  expect(broken).toMatchObject({ code: 1, said: expect.stringContaining(`BROKEN  ${id} at 1 (aud_`) })
  expect(await command('checkpoint', '--key', file('key.pem'))).toMatchObject({
    code: 1,
    said: expect.stringContaining('nothing was signed'),
  })
}, 120_000)
