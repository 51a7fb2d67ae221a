import { addressesOfMembers } from '@/db/queries/users'
import { payoutChangedMail, type PayoutPlace } from '@/lib/mail/messages'
import type { OpenNetwork } from '@/lib/chains/registry'
import type { Mode } from '@/db/schema'
import type { ServiceContext } from '../context'
import { postMail } from '../mail/postMail'

type Change = {
  network: OpenNetwork
  tokens: readonly string[]
  to: PayoutPlace
  /** Null is now. */
  from: Date | null
}

/** Tells the owners where money goes from now on (F4): a mail each, with the transaction. */
export async function tellOwners(
  ctx: ServiceContext,
  { merchantId, mode }: { merchantId: string; mode: Mode },
  change: Change,
): Promise<void> {
  const { network, ...rest } = change
  const what = { mode, network: network.name, ...rest, publicUrl: ctx.policy.publicUrl }
  for (const owner of await addressesOfMembers(ctx.db, merchantId, ['owner'])) {
    await postMail(ctx, payoutChangedMail(owner, what))
  }
}
