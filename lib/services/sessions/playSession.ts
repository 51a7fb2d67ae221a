import { mustBeAllowed } from '../access'
import type { Actor, ServiceContext } from '../context'
import { playTest } from '../testmode/playTest'
import { stepsOf, type TestPaymentKind } from '../testmode/steps'
import { inTransaction } from '../transaction'
import { getSession } from './getSession'
import type { SessionView } from './sessionView'

export type PlayedSession = {
  kind: TestPaymentKind
  /** Null for what the session quotes first. */
  token: string | null
  /** Lets its confirmations pass. */
  wait: boolean
}

/** Plays a payment of a test session, as the button of its page does. Throws TEST_MODE_ONLY, NOT_FOUND and what `playTest` throws. */
export async function playSession(
  ctx: ServiceContext,
  actor: Actor,
  id: string,
  { kind, token, wait }: PlayedSession,
): Promise<SessionView> {
  mustBeAllowed(actor, 'test:play')
  return inTransaction(ctx, async (tx) => {
    const { invoice } = await getSession(tx, actor, id)
    const steps = stepsOf(kind, { token })
    await playTest(tx, actor, invoice.id, wait ? [...steps, { type: 'wait', until: 'confirmed' }] : steps)
    return getSession(tx, actor, id)
  })
}
