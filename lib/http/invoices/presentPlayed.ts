import { z } from 'zod'
import { EXCEPTIONS, INVOICE_STATUSES } from '@/lib/domain/invoice'
import type { Policy } from '@/lib/services/context'
import type { PlayedStep } from '@/lib/services/testmode/play'
import type { TestRun } from '@/lib/services/testmode/playTest'
import type { Wire } from '../json'
import { timestamp } from '../time'
import { assetAmount } from './amounts'
import { presentDetail } from './presentInvoice'
import { invoiceDetail } from './schemas'
import { writeStep, writtenStep } from './testSteps'

const time = z.iso.datetime()

/** What became of steps that were played on a test invoice. */
export const playedTest = z.strictObject({
  steps: z.array(
    z.strictObject({
      step: writtenStep,
      /** When it was over, by the invoice's own clock. */
      at: time,
      /** The simulated transfer of a step that pays. */
      payment: z
        .strictObject({ amount: z.number(), crypto_currency: z.string(), tx_hash: z.string() })
        .nullable(),
      /** `down` while the network cannot be read. */
      network: z.enum(['up', 'down']),
      status: z.enum(INVOICE_STATUSES),
      exceptions: z.array(z.enum(EXCEPTIONS)),
      /** What was told meanwhile: each is a webhook, unless it says nothing to anyone but you. */
      events: z.array(z.strictObject({ id: z.string(), event: z.string(), timestamp: time })),
    }),
  ),
  /** The invoice's own clock, which runs on from here. */
  clock: time,
  invoice: invoiceDetail,
})

export function presentPlayed(run: TestRun, policy: Policy): Wire<z.output<typeof playedTest>> {
  return {
    steps: run.steps.map(presentStep),
    clock: timestamp(run.clock),
    invoice: presentDetail(run.detail, policy),
  }
}

function presentStep({ step, at, payment, network, detail, events }: PlayedStep) {
  return {
    step: writeStep(step, payment?.token ?? null),
    at: timestamp(at),
    payment: payment && {
      amount: assetAmount(payment.amount, payment.decimals),
      crypto_currency: payment.token,
      tx_hash: payment.txHash,
    },
    network,
    status: detail.invoice.status,
    exceptions: detail.exceptions.filter((one) => one.closedAt === null).map((one) => one.kind),
    events: events.map((event) => ({
      id: event.id,
      event: event.type,
      timestamp: timestamp(event.createdAt),
    })),
  }
}
