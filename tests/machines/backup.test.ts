import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GET as readInvoice } from '@/app/api/v1/invoices/[id]/route'
import { openDatabase } from '@/db/client'
import { migrate } from '@/db/migrate'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import type { Actor } from '@/lib/services/context'
import { ask } from '@/tests/support/api'
import { testApp } from '@/tests/support/app'
import { invoiceInput } from '@/tests/support/world'
import { debianPrograms, startDebianPostgres } from './debianPostgres'

const programs = debianPrograms()

describe.skipIf(programs === null)(
  `backup and restore on Debian's PostgreSQL${programs ? '' : ', without it'}`,
  () => {
    let server: Awaited<ReturnType<typeof startDebianPostgres>>
    let folder = ''
    const closing: (() => Promise<void>)[] = []
    beforeAll(async () => {
      server = await startDebianPostgres(programs ?? '')
      folder = await mkdtemp(path.join(tmpdir(), 'crypto-checkout-backup-'))
    })
    afterAll(async () => {
      for (const close of closing) await close()
      await server?.stop()
      await rm(folder, { recursive: true, force: true })
    })

    function run(script: string, databaseUrl: string, file: string, more: Record<string, string> = {}) {
      const of = (program: string) => path.join(programs ?? '', program)
      const tools = { PG_DUMP: of('pg_dump'), PG_RESTORE: of('pg_restore'), PSQL: of('psql') }
      const env = { ...process.env, ...tools, ...more, DATABASE_URL: databaseUrl }
      const { status, stderr } = spawnSync('sh', [script, file], { env })
      return { status, said: stderr.toString() }
    }
    async function appOn(url: string) {
      const opened = openDatabase(url)
      closing.push(opened.close)
      return testApp({ database: { ...opened, url } })
    }

    it('what was in the backup is as it was, and no address is given out twice', async () => {
      const url = await server.create('checkout')
      await migrate(url)
      const world = await appOn(url)
      const merchant = await world.merchant()
      const key = await world.key(merchant.id)
      const actor: Actor = {
        merchantId: merchant.id,
        mode: 'live',
        label: 'test',
        ipAddress: null,
        userAgent: null,
        requestId: null,
      }
      const make = async (app: typeof world.app, count: number) => {
        const made = []
        for (let number = 0; number < count; number += 1)
          made.push(await createInvoice(app, actor, invoiceInput()))
        return made.map(({ invoice, option }) => ({ id: invoice.id, address: option.address }))
      }
      const kept = await make(world.app, 3)
      const file = path.join(folder, 'checkout.dump')
      expect(run('deploy/backup.sh', url, file)).toEqual({ status: 0, said: '' })
      const since = await make(world.app, 4)

      const restored = await server.create('restored')
      expect(run('deploy/restore.sh', restored, file)).toEqual({ status: 0, said: '' })
      const after = await appOn(restored)
      for (const { id, address } of kept) {
        // Read with the same key, which its HMAC still finds; the address is derived again with every read.
        const told = await ask(after.app, readInvoice, `/api/v1/invoices/${id}`, { key, params: { id } })
        expect(told).toMatchObject({ status: 200, json: { id, address } })
      }
      for (const { id } of since) {
        const told = await ask(after.app, readInvoice, `/api/v1/invoices/${id}`, { key, params: { id } })
        expect(told.status).toBe(404)
      }
      const shown = [...kept, ...since].map(({ address }) => address)
      for (const { address } of await make(after.app, 5)) expect(shown).not.toContain(address)

      // Why the script moves the counters: without that the next customer gets the address of one whom the backup does not know.
      const careless = await server.create('careless')
      expect(run('deploy/restore.sh', careless, file, { COUNTERS_AHEAD: '0' }).status).toBe(0)
      const [repeated] = await make((await appOn(careless)).app, 1)
      expect(since.map(({ address }) => address)).toContain(repeated?.address)
    })

    it('a backup that fails leaves no file, and nothing is restored over what is there', async () => {
      const file = path.join(folder, 'nothing.dump')
      expect(run('deploy/backup.sh', 'postgres://postgres@127.0.0.1:9/none', file).status).not.toBe(0)
      expect(existsSync(file)).toBe(false)
      expect(readdirSync(folder).filter((entry) => entry.endsWith('.part'))).toEqual([])

      const occupied = await server.create('occupied')
      await migrate(occupied)
      const refused = run('deploy/restore.sh', occupied, path.join(folder, 'checkout.dump'))
      expect(refused.status).not.toBe(0)
      expect(refused.said).toContain('not empty')
    })
  },
)
