import { lockLink, updateLink, type LinkRow } from '@/db/queries/paymentLinks'
import { FIAT_DECIMALS, isFiat, rescale } from '@/lib/domain/money'
import { mustBeAllowed } from '../access'
import { changesOf } from '../audit/changesOf'
import { recordAudit } from '../audit/recordAudit'
import type { Actor, ServiceContext } from '../context'
import { inTransaction } from '../transaction'
import { amountsOf, LINK_FIELDS, merchantOf } from './createLink'
import type { LinkChange } from './input'
import { linkNotFound, linkView, type LinkView } from './linkView'

/**
 * Changes a link for the sessions that begin from now on; those that have begun stay as they are. Throws NOT_FOUND,
 * INVALID_AMOUNT, UNSUPPORTED_CURRENCY.
 */
export async function changeLink(
  ctx: ServiceContext,
  actor: Actor,
  id: string,
  change: LinkChange,
): Promise<LinkView> {
  mustBeAllowed(actor, 'links:write')
  return inTransaction(ctx, async (tx) => {
    const before = await lockLink(tx.db, actor, id)
    if (!before) throw linkNotFound()
    const { title, description, maxUses, endsAt, successUrl, cancelUrl, active } = change
    const after = await updateLink(tx.db, id, {
      title,
      description,
      maxUses,
      endsAt,
      successUrl,
      cancelUrl,
      active,
      asked: change.asked && { ...before.asked, ...change.asked },
      ...(namesAmount(change) && amountsOf(await merchantOf(tx, actor), mergedAmounts(before, change))),
      updatedAt: tx.clock.now(),
    })
    await recordAudit(tx, actor, {
      action: 'payment_link.changed',
      subject: id,
      changes: { ...changesOf(before, after, LINK_FIELDS), ...askedChanges(before, after) },
    })
    return linkView(tx, after)
  })
}

function namesAmount(change: LinkChange): boolean {
  const { amountHundredths, minimumHundredths, currency, customerChooses } = change
  return [amountHundredths, minimumHundredths, currency, customerChooses].some((one) => one !== undefined)
}

/** What is named, and of the rest what stands. */
function mergedAmounts(before: LinkRow, change: LinkChange) {
  const hundredths = (minor: bigint) =>
    isFiat(before.currency) ? rescale(minor, FIAT_DECIMALS[before.currency], 2, 'down') : minor
  const minimum = before.minimumMinor === null ? null : hundredths(before.minimumMinor)
  return {
    amountHundredths: change.amountHundredths ?? hundredths(before.amountMinor),
    minimumHundredths: change.minimumHundredths === undefined ? minimum : change.minimumHundredths,
    currency: change.currency ?? before.currency,
    customerChooses: change.customerChooses ?? before.customerChooses,
  }
}

function askedChanges(before: LinkRow, after: LinkRow) {
  const wire = (asked: LinkRow['asked']) => ({
    askEmail: asked.email,
    askName: asked.name,
    askNote: asked.note,
  })
  return changesOf(wire(before.asked), wire(after.asked), ['askEmail', 'askName', 'askNote'])
}
