'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { done, readForm, refusal } from '@/app/(auth)/form'
import { acting, MODE_CHANGED } from '@/app/dashboard/acting'
import { found } from '@/app/dashboard/found'
import { NO_WALLET, type OwnWalletState } from '@/components/dashboard/ownWalletState'
import { requireSession, sessionActor } from '@/lib/auth/session'
import { ownWalletForm, toWalletChoice } from '@/lib/dashboard/ownWallet'
import { isDomainError } from '@/lib/domain/errors'
import { idParam } from '@/lib/http/fields'
import { getApp } from '@/lib/server/app'
import { callOffChange } from '@/lib/services/payout/callOffChange'
import { changeXpub } from '@/lib/services/xpub/changeXpub'
import { previewXpub } from '@/lib/services/xpub/previewXpub'
import { confirmed } from './confirmed'

const HOME = '/dashboard/payment-methods'

/**
 * Shows the first addresses of a wallet, and uses it once they were compared. What was pasted goes back to the page only after it
 * was found to be a public key.
 */
export async function setOwnWallet(before: OwnWalletState, data: FormData): Promise<OwnWalletState> {
  const person = await acting(data)
  const form = readForm(ownWalletForm, data)
  if (!form.ok) return { ...form.state, compared: null }
  if (!person) return { ...refusal(MODE_CHANGED, data), compared: null }
  const { app, actor, session } = person
  const { what, xpub, last_six: lastSix, password } = form.input
  const choice = toWalletChoice(app.networks.all(), what)
  try {
    // Looked at again also where it was compared: only what is public goes back to the page.
    const seen = await found(previewXpub(app, actor, { network: choice.network, xpub }))
    const compared = { ...seen, what, xpub }
    if (lastSix === undefined) return { ...NO_WALLET, compared }
    const again = (errors: Record<string, string>, text = '') => ({
      ...refusal(text, data),
      ...(text ? {} : { message: null }),
      errors,
      compared,
    })
    const known = await confirmed(session.userId, password ?? '')
    if (known !== 'confirmed') {
      return known === 'refused' ? again({ password: 'This is not your password.' }) : again({}, known)
    }
    const confirmedAt = app.clock.now()
    try {
      const [first] = await found(changeXpub(app, { ...actor, confirmedAt }, { ...choice, xpub, lastSix }))
      revalidatePath(HOME)
      const from = first?.from
        ? `from ${first.from.toISOString().slice(0, 16).replace('T', ' ')} UTC on`
        : 'from now on'
      return { ...done(`New invoices are paid to this wallet ${from}.`), compared: null }
    } catch (error) {
      if (!isDomainError(error) || error.detail.field !== 'last_six') throw error
      return again({ last_six: sentence(error.message) })
    }
  } catch (error) {
    if (!isDomainError(error)) throw error
    const field = error.detail.field === 'xpub' ? 'xpub' : 'what'
    return {
      ...refusal('', data),
      message: null,
      errors: { [field]: sentence(error.message) },
      compared: null,
    }
  }
}

/** Calls a change of wallet off whose time has not come. */
export async function callOffWallet(data: FormData): Promise<void> {
  const session = await requireSession(HOME)
  const parsed = z.object({ id: idParam }).safeParse(Object.fromEntries(data))
  if (!parsed.success) redirect(HOME)
  await found(callOffChange(getApp(), sessionActor(session), parsed.data.id))
  redirect(HOME)
}

/** A refusal as a sentence of its own, without the name of its field. */
function sentence(message: string): string {
  const said = message.replace(/^(xpub|network|token|last_six): /, 'It ')
  return `${said}.`
}
