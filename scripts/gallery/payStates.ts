import type { PayState } from '@/lib/pay/payState'
import { stepsOf, type Step } from '@/lib/services/testmode/steps'
import type { TestCustomer, TestInvoice } from '@/scripts/local/testCustomer'

type Scene = { state: PayState; steps: Step[]; cancelled?: boolean; inEuros?: boolean }

const MINUTE = 60_000
const rest: Step = { type: 'pay', amount: { of: 'rest' }, token: null }
const send = (text: string): Step => ({ type: 'pay', amount: { of: 'exact', text }, token: null })
const wait = (ms: number): Step => ({ type: 'wait', until: { ms } })
const confirmed: Step = { type: 'wait', until: 'confirmed' }
const expired: Step = { type: 'wait', until: 'expired' }
/** Nothing more is read, so that a page stays as it is while someone looks at it. */
const still: Step = { type: 'down', ms: 60 * MINUTE }

/**
 * How a test invoice gets into each state of the pay page; the browser tests and the gallery play them. A block takes a
 * second, 12 of them are final, and the time to pay is 30 minutes.
 */
export const PAY_SCENES: Readonly<Record<string, Scene>> = {
  waiting: { state: 'waiting', steps: [] },
  delayed: { state: 'delayed', steps: [still, wait(10 * MINUTE)] },
  closing: { state: 'closing', steps: [wait(29.8 * MINUTE), still, wait(0.5 * MINUTE)] },
  repricing: { state: 'repricing', steps: [wait(3 * MINUTE)], inEuros: true },
  detected: { state: 'detected', steps: [rest, still] },
  confirming: { state: 'confirming', steps: [rest, wait(2_000), still] },
  partial: { state: 'partial', steps: [send('10.00'), confirmed] },
  underpaid: { state: 'underpaid', steps: [send('10.00'), expired] },
  paid: { state: 'paid', steps: [rest, confirmed] },
  overpaid: { state: 'overpaid', steps: [send('21.49'), confirmed] },
  late: { state: 'late', steps: [expired, rest, confirmed] },
  expired: { state: 'expired', steps: [expired] },
  cancelled: { state: 'cancelled', steps: [], cancelled: true },
  reverted: {
    state: 'reverted',
    steps: [rest, wait(2_000), { type: 'undo', blocks: 'payment', again: false }],
  },
  undone: { state: 'undone', steps: stepsOf('reverted') },
  'wrong-asset': { state: 'wrong_asset', steps: stepsOf('wrong_asset') },
}

/** A new invoice of that state. */
export async function invoiceInState(customer: TestCustomer, name: string): Promise<TestInvoice> {
  const scene = PAY_SCENES[name]
  if (!scene) throw new Error(`There is no scene ${name}.`)
  const invoice = await customer.order({ inEuros: scene.inEuros ?? false })
  if (scene.steps.length > 0) await customer.play(invoice.id, scene.steps)
  if (scene.cancelled) await customer.cancel(invoice.id)
  return invoice
}
