import type { NetworksConfig } from '@/lib/chains/registry'
import type { Actor, ServiceContext } from '@/lib/services/context'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { getInvoice } from '@/lib/services/invoices/getInvoice'
import type { CreateInvoiceInput } from '@/lib/services/invoices/input'
import { registerMerchant } from '@/lib/services/merchants/registerMerchant'
import { playTest } from '@/lib/services/testmode/playTest'
import { reconcileLanes } from '@/lib/services/testmode/reconcileLanes'
import { stepsOf, type Given, type Step, type TestPaymentKind } from '@/lib/services/testmode/steps'
import type { EventRow, InvoiceParts } from '@/lib/services/views'
import { testDatabase } from './database'
import { testServices } from './services'
import { invoiceInput } from './world'

const START = new Date('2026-01-15T10:00:00Z')

/** The real services on a database of their own, with a merchant in test mode and no chain but the sandbox. */
export async function startSandbox({ networks = [] }: { networks?: NetworksConfig['networks'] } = {}) {
  const database = await testDatabase()
  let now = START
  const ctx = testServices({ db: database.db, clock: { now: () => now }, networks })
  const register = async (email: string): Promise<Actor> => {
    const merchant = await registerMerchant(ctx, {
      businessName: 'Acme VPN Services',
      contactEmail: email,
      planType: 'pro',
      feeBps: 100,
      owner: null,
    })
    return {
      merchantId: merchant.id,
      mode: 'test',
      label: 'api_key:sk_test_***abc',
      ipAddress: null,
      userAgent: null,
      requestId: null,
    }
  }
  const actor = await register('admin@acmevpn.example')
  return {
    ctx,
    actor,
    database,
    register,
    /** Lets the server's clock go on. */
    advance(seconds: number): void {
      now = new Date(now.getTime() + seconds * 1000)
    },
    invoice: (input: Partial<CreateInvoiceInput> & { total?: string } = {}) =>
      createInvoice(ctx, actor, invoiceInput({ confirmationsOverride: null, ...input })),
    /** An invoice of another merchant, or in a transaction. */
    invoiceOf: (of: Actor, input: Partial<CreateInvoiceInput> = {}, within: ServiceContext = ctx) =>
      createInvoice(within, of, invoiceInput({ confirmationsOverride: null, ...input })),
    payOf: (of: Actor, id: string, kind: TestPaymentKind) => playTest(ctx, of, id, stepsOf(kind, {})),
    read: (id: string) => getInvoice(ctx, actor, id),
    play: (id: string, ...steps: Step[]) => playTest(ctx, actor, id, steps),
    pay: (id: string, kind: TestPaymentKind, given: Given = {}) =>
      playTest(ctx, actor, id, stepsOf(kind, given)),
    /** What the scheduler does. */
    reconcile: () => reconcileLanes(ctx, { budgetMs: 20_000 }),
  }
}

/** What was told of an invoice, in its order. */
export function told({ events }: { events: readonly Pick<EventRow, 'type'>[] }): string[] {
  return events.map((event) => event.type)
}

/** Status, and what is open beside it. */
export function stateOf({ invoice, exceptions }: Pick<InvoiceParts, 'invoice' | 'exceptions'>) {
  return [invoice.status, exceptions.filter((one) => !one.closedAt).map((one) => one.kind)]
}

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>
