import { sql } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import type { InvoiceDetail } from '@/lib/services/views'
import { getPublicInvoice } from '@/lib/services/invoices/getPublicInvoice'
import { type Step } from '@/lib/services/testmode/steps'
import { startSandbox } from '@/tests/support/sandbox'

const sandbox = await startSandbox()

const MINUTE = 60_000
const rest: Step = { type: 'pay', amount: { of: 'rest' }, token: null }
const share = (percent: bigint): Step => ({
  type: 'pay',
  amount: { of: 'share', hundredths: percent * 100n },
  token: null,
})
const wait = (ms: number): Step => ({ type: 'wait', until: { ms } })
const undo = (blocks: number, again = false): Step => ({ type: 'undo', blocks, again })

function state({ invoice, exceptions }: InvoiceDetail): [string, string[]] {
  return [invoice.status, exceptions.filter((one) => !one.closedAt).map((one) => one.kind)]
}

function told({ events }: InvoiceDetail): string[] {
  return events.map((event) => event.type)
}

describe('a payment of each kind', () => {
  test.each([
    ['exact', 'paid', []],
    ['under', 'partial', []],
    ['over', 'paid', ['overpaid']],
    ['late', 'expired', ['late']],
    ['reverted', 'paid', ['reverted']],
    ['wrong_asset', 'pending', ['wrong_asset']],
  ] as const)('%s: %s %j', async (kind, status, exceptions) => {
    const { invoice } = await sandbox.invoice()
    await sandbox.pay(invoice.id, kind)
    expect(state(await sandbox.read(invoice.id))).toEqual([status, [...exceptions]])
  })
})
