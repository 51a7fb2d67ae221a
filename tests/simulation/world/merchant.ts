import { POST as cancelRoute } from '@/app/api/v1/invoices/[id]/cancel/route'
import { POST as completeRoute } from '@/app/api/v1/invoices/[id]/complete/route'
import { POST as cancelRefundRoute } from '@/app/api/v1/invoices/[id]/refunds/[refund_id]/cancel/route'
import { PATCH as reportRoute } from '@/app/api/v1/invoices/[id]/refunds/[refund_id]/route'
import { POST as refundRoute } from '@/app/api/v1/invoices/[id]/refunds/route'
import { getAddress } from 'viem'
import type { Route } from '@/lib/http/dialect'
import { accounts } from '@/scripts/local/accounts'
import { createSender, type Asked, type Call, type Told } from './api'
import { decimalsOf, textOf, type Clients, type KnownInvoice } from './clients'
import type { Running, Simulation } from './simulation'

/** A refund as the merchant was told of it. */
export type KnownRefund = {
  id: string
  invoice: KnownInvoice
  token: string
  /** Base units. */
  amount: bigint
  to: string
}

type Request = {
  name: string
  route: Route
  path: string
  asked: Asked
  /** Codes of the refusals that may come; of what must be refused, the answers that may not. */
  refusals: readonly string[]
  mustBeRefused?: boolean
  take?: (told: Told) => void
}
type Pending = Call & { request: Request }

/** What somebody at the merchant's decides once an invoice is there; each request is sent again until it is answered. */
export interface Merchant {
  readonly refunds: readonly KnownRefund[]
  /** Answers that nobody should get. */
  readonly objections: string[]
  cancel(): void
  complete(): void
  prepareRefund(): void
  cancelRefund(): void
  /** Tells of the transaction that is meant to be the refund. */
  report(refund: KnownRefund, txHash: string): void
  /** Refunds told of since the last time. */
  fresh(): KnownRefund[]
  listen(): Promise<void>
  running(): Running[]
  readonly idle: boolean
}

export function createMerchant(simulation: Simulation, { known }: Clients): Merchant {
  const { plan, rail, count } = simulation
  const random = simulation.random.fork('merchant')
  const send = createSender(simulation, 'merchant')
  const refunds: KnownRefund[] = []
  const objections: string[] = []
  let unseen: KnownRefund[] = []
  let pending: Pending[] = []
  let numbers = 0

  const ask = (request: Request) => {
    pending.push({ request, ...send(request.route, request.path, request.asked) })
  }
  const keyed = (name: string) => ({ 'idempotency-key': `${name}-${++numbers}` })
  const drawAddress = () => getAddress(`0x${random.bytes(20).toString('hex')}`)

  /** An address that the customer gave; some come twice, and some are where no money must go. */
  const recipient = (invoice: KnownInvoice): { to: string; isRefused: boolean } => {
    const earlier = refunds.filter((one) => one.invoice === invoice)
    if (earlier.length > 0 && random.chance(0.4)) return { to: random.pick(earlier).to, isRefused: false }
    if (!random.chance(0.08)) return { to: drawAddress(), isRefused: false }
    const wrong = [accounts.treasury.address, random.pick(known).address, `0x${'0'.repeat(40)}`]
    return { to: random.pick(wrong), isRefused: true }
  }

  const amountFor = (invoice: KnownInvoice): string => {
    const part = (invoice.quoted * BigInt(random.pick([25, 50, 100]))) / 100n
    const exact = textOf(part > 0n ? part : 1n, decimalsOf(invoice.token))
    return random.pick(['full', 'full', 'excess', exact, exact])
  }

  const learn = (invoice: KnownInvoice, to: string, { json, replayed }: Told) => {
    if (replayed) count('refund replayed')
    const known: KnownRefund = {
      id: String(json['id']),
      invoice,
      token: String(json['crypto_currency']),
      amount: BigInt(String(json['amount_base_units'])),
      to,
    }
    if (json['to'] !== rail.toShown(to))
      objections.push(`a refund to ${to} was told to go to ${String(json['to'])}`)
    refunds.push(known)
    unseen.push(known)
    count('refund')
  }

  return {
    refunds,
    objections,
    cancel() {
      const open = known.filter((invoice) => !invoice.askedToCancel)
      if (open.length === 0) return
      const invoice = random.pick(open)
      invoice.askedToCancel = true
      count('cancel')
      const refundAll = plan.refunds && random.chance(0.5)
      ask({
        name: 'cancel',
        route: cancelRoute,
        path: `/api/v1/invoices/${invoice.id}/cancel`,
        asked: {
          body: { reason: 'changed my mind', ...(refundAll ? { refund_partial_payments: true } : {}) },
          params: { id: invoice.id },
          headers: keyed('cancel'),
        },
        refusals: ['INVOICE_NOT_CANCELLABLE'],
      })
    },
    complete() {
      if (known.length === 0) return
      const invoice = random.pick(known)
      invoice.askedToComplete = true
      count('complete')
      ask({
        name: 'complete',
        route: completeRoute,
        path: `/api/v1/invoices/${invoice.id}/complete`,
        asked: {
          body: { reason: 'a good customer' },
          params: { id: invoice.id },
          headers: keyed('complete'),
        },
        refusals: ['INVOICE_NOT_COMPLETABLE'],
        take: () => count('completed by hand'),
      })
    },
    prepareRefund() {
      if (known.length === 0) return
      const invoice = random.pick(known)
      const { to, isRefused } = recipient(invoice)
      const body = {
        to: rail.toShown(to),
        amount: amountFor(invoice),
        ...(random.chance(0.8) ? { crypto_currency: invoice.token } : {}),
        expires_in: random.pick([300, 600, 3_600]),
      }
      ask({
        name: 'refund',
        route: refundRoute,
        path: `/api/v1/invoices/${invoice.id}/refunds`,
        asked: { body, params: { id: invoice.id }, headers: keyed('refund') },
        refusals: ['REFUND_NOT_COVERED', 'VALIDATION_FAILED', 'INVALID_AMOUNT'],
        mustBeRefused: isRefused,
        take: (told) => learn(invoice, to, told),
      })
    },
    cancelRefund() {
      if (refunds.length === 0) return
      const { id, invoice } = random.pick(refunds)
      ask({
        name: 'cancel refund',
        route: cancelRefundRoute,
        path: `/api/v1/invoices/${invoice.id}/refunds/${id}/cancel`,
        asked: { params: { id: invoice.id, refund_id: id }, headers: keyed('call-off') },
        refusals: ['REFUND_NOT_OPEN'],
        take: () => count('refund called off'),
      })
    },
    report({ id, invoice }, txHash) {
      ask({
        name: 'report',
        route: reportRoute,
        path: `/api/v1/invoices/${invoice.id}/refunds/${id}`,
        asked: { method: 'PATCH', body: { tx_hash: txHash }, params: { id: invoice.id, refund_id: id } },
        refusals: ['REFUND_NOT_OPEN'],
        take: () => count('refund reported'),
      })
    },
    fresh() {
      const told = unseen
      unseen = []
      return told
    },
    running: () => pending.filter(({ job }) => job.state === 'running').map((one) => one.running),
    get idle() {
      return pending.length === 0
    },
    async listen() {
      const still: Pending[] = []
      for (const one of pending) {
        if (one.job.state === 'running' && one.running.process.alive) {
          still.push(one)
          continue
        }
        await one.running.database.leave()
        const told = one.job.state === 'done' ? one.job.result : undefined
        if (told && told.status < 500) take(one.request, told)
        else {
          count(`${one.request.name} again`)
          still.push({
            request: one.request,
            ...send(one.request.route, one.request.path, one.request.asked),
          })
        }
      }
      pending = still
    },
  }

  function take({ name, refusals, mustBeRefused, take: taken }: Request, told: Told): void {
    if (told.status < 300) {
      if (mustBeRefused) objections.push(`${name} was taken: ${JSON.stringify(told.json)}`)
      else taken?.(told)
      return
    }
    const { code } = (told.json['error'] ?? {}) as { code?: string }
    count(`${name} refused`)
    if (code === undefined || !refusals.includes(code))
      objections.push(`${name} ${told.status} ${JSON.stringify(told.json)}`)
  }
}
