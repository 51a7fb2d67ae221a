import { createLink } from '@/lib/services/links/createLink'
import { ASKS_NOTHING } from '@/lib/domain/paymentLink'
import type { SessionStatus } from '@/lib/domain/session'
import { cancelInvoice } from '@/lib/services/invoices/cancelInvoice'
import type { LinkInput } from '@/lib/services/links/input'
import { createSession } from '@/lib/services/sessions/createSession'
import { playTest } from '@/lib/services/testmode/playTest'
import { stepsOf, type Step } from '@/lib/services/testmode/steps'
import type { TestMerchant } from '@/scripts/local/testMerchant'
import { linkInput, sessionInput } from '@/tests/support/links'

const MINUTE = 60_000
const rest: Step = { type: 'pay', amount: { of: 'rest' }, token: null }
const confirmed: Step = { type: 'wait', until: 'confirmed' }
const expired: Step = { type: 'wait', until: 'expired' }
/** Nothing more is read, so that a page stays as it is while someone looks at it. */
const still: Step = { type: 'down', ms: 60 * MINUTE }

type Scene = { status: SessionStatus; steps: Step[]; cancelled?: boolean }

/** How a session gets into each of document 002's states; the browser tests and the gallery play them. */
export const SESSION_SCENES: Readonly<Record<string, Scene>> = {
  pending: { status: 'pending', steps: [] },
  detected: { status: 'detected', steps: [rest, still] },
  underpaid: { status: 'underpaid', steps: [...stepsOf('under'), confirmed] },
  paid: { status: 'paid', steps: [rest, confirmed] },
  overpaid: { status: 'overpaid', steps: [...stepsOf('over'), confirmed] },
  'paid-late': { status: 'paid_late', steps: [...stepsOf('late'), confirmed] },
  expired: { status: 'expired', steps: [expired] },
  failed: { status: 'failed', steps: [], cancelled: true },
  undone: { status: 'failed', steps: stepsOf('reverted') },
}

/** A new session of that state, at a link; its path. */
export async function sessionInState({ app, actor }: TestMerchant, name: string): Promise<string> {
  const scene = SESSION_SCENES[name]
  if (!scene) throw new Error(`There is no scene ${name}.`)
  const link = await createLink(app, actor, linkInput({ description: 'Roasted on Mondays, 250 g' }))
  const successUrl = 'https://shop.example/thanks'
  const { session, invoice } = await createSession(app, actor, sessionInput({ linkId: link.id, successUrl }))
  if (scene.steps.length > 0) await playTest(app, actor, invoice.id, scene.steps)
  if (scene.cancelled) await cancelInvoice(app, actor, invoice.id, { reason: null })
  return `/checkout/${session.id}`
}

/** What can be at the address of a link: what it asks, or why it begins nothing. */
export const LINK_SCENES: Readonly<
  Record<string, { change: Partial<LinkInput>; paid?: boolean; held?: boolean }>
> = {
  asking: {
    change: {
      description: 'Whatever you like: it goes to the beans of next week.',
      customerChooses: true,
      minimumHundredths: 500n,
      asked: { email: 'required', name: 'optional', note: 'optional' },
    },
  },
  email: { change: { asked: { ...ASKS_NOTHING, email: 'required' } } },
  inactive: { change: { active: false } },
  ended: { change: { endsAt: new Date('2026-01-01T00:00:00Z') } },
  'used-up': { change: { maxUses: 1 }, paid: true },
  full: { change: { maxUses: 1 }, held: true },
}

/** A new link of that kind; its path. */
export async function linkInState({ app, actor }: TestMerchant, name: string): Promise<string> {
  const scene = LINK_SCENES[name]
  if (!scene) throw new Error(`There is no scene ${name}.`)
  const link = await createLink(app, actor, linkInput(scene.change))
  if (scene.paid || scene.held) {
    const { invoice } = await createSession(app, actor, sessionInput({ linkId: link.id }))
    if (scene.paid) await playTest(app, actor, invoice.id, [rest, confirmed])
  }
  return `/l/${link.slug}`
}
