import { expect, test } from 'vitest'
import type { ExceptionFilter } from '@/db/queries/exceptions'
import { exceptionLine, toResolveInput } from '@/lib/dashboard/exceptions'
import { listExceptions } from '@/lib/services/exceptions/listExceptions'
import { resolveException } from '@/lib/services/invoices/resolveException'
import { listMisdirected } from '@/lib/services/claims/listMisdirected'
import { startSandbox } from '@/tests/support/sandbox'

const sandbox = await startSandbox()
const { ctx, actor } = sandbox
const stranger = await sandbox.register('else@example.com')
const ALL: ExceptionFilter = { kind: null, invoiceId: null, after: null, limit: 10 }
const list = (filter: Partial<ExceptionFilter> = {}, as = actor) =>
  listExceptions(ctx, as, { ...ALL, ...filter })

async function paid(kind: 'over' | 'late' | 'wrong_asset'): Promise<string> {
  const { invoice } = await sandbox.invoice()
  await sandbox.pay(invoice.id, kind)
  // Late is late by the clock of its own lane.
  sandbox.advance(86_400)
  return invoice.id
}

test('what stands is listed page by page, newest first, with what can be made of it, to nobody else', async () => {
  const over = await paid('over')
  const late = await paid('late')
  const foreign = await paid('wrong_asset')
  const all = await list()
  expect(all.total).toBe(3)
  expect(all.exceptions.map(({ invoice, exception }) => [invoice.id, exception.kind])).toEqual([
    [foreign, 'wrong_asset'],
    [late, 'late'],
    [over, 'overpaid'],
  ])
  // Listed tokens that were not asked for have no rate of their own here: their merchant names a value.
  expect(all.exceptions.map(({ needsValue }) => needsValue)).toEqual([true, false, false])
  const first = await list({ limit: 2 })
  const rest = await list({ limit: 2, after: first.next })
  expect([...first.exceptions, ...rest.exceptions].map(({ invoice }) => invoice.id)).toEqual([
    foreign,
    late,
    over,
  ])
  expect(rest.next).toBeNull()
  expect((await list({ kind: 'late' })).exceptions).toHaveLength(1)
  expect((await list({ invoiceId: over })).total).toBe(1)
  for (const other of [stranger, { ...actor, mode: 'live' as const }]) {
    expect(await list({}, other)).toMatchObject({ exceptions: [], total: 0 })
    expect((await listMisdirected(ctx, other, { after: null, limit: 9 })).transfers).toEqual([])
  }
})

test('a decision made from its line takes it off the list', async () => {
  const id = await paid('late')
  const [listed] = (await list({ invoiceId: id })).exceptions
  if (!listed) throw new Error('it is not listed')
  const line = exceptionLine(listed)
  expect(line.facts).toMatch(/^16\.49.USDT arrived, 16\.49.USDT asked for$/)
  const input = toResolveInput({
    id,
    kind: line.kind,
    currency: line.invoice.currency,
    action: 'accept',
    note: 'They told me',
  })
  if (!input) throw new Error('it is no decision')
  await resolveException(ctx, actor, id, input)
  expect((await list({ invoiceId: id })).exceptions).toEqual([])
})

test('a value belongs to accepting alone, and has to be one', () => {
  const form = { id: 'inv_1', kind: 'wrong_asset', currency: 'USD', note: 'x' } as const
  expect(toResolveInput({ ...form, action: 'accept', value: '1,234.5' })?.valueMinor).toBe(1_234_50n)
  expect(toResolveInput({ ...form, action: 'ignore', value: 'much' })?.valueMinor).toBeNull()
  expect(toResolveInput({ ...form, action: 'accept', value: 'much' })).toBeNull()
})
