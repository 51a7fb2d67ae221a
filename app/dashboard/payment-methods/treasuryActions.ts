'use server'

import { revalidatePath } from 'next/cache'
import { done, readForm, refusal } from '@/app/(auth)/form'
import { acting, MODE_CHANGED } from '@/app/dashboard/acting'
import { found } from '@/app/dashboard/found'
import type { FormState } from '@/components/auth/formState'
import { toTreasuryChoice, treasuryForm } from '@/lib/dashboard/treasury'
import { isDomainError } from '@/lib/domain/errors'
import { setTreasury } from '@/lib/services/payout/setTreasury'
import { confirmed } from './confirmed'

const FIELDS: Readonly<Record<string, string>> = {
  treasury: 'treasury',
  treasuryLastSix: 'last_six',
  network: 'what',
  token: 'what',
}

/** Has later invoices' money go to a wallet, once the owner has shown that they mean it (F4). */
export async function sendThere(_before: FormState, data: FormData): Promise<FormState> {
  const person = await acting(data)
  const form = readForm(treasuryForm, data)
  if (!form.ok) return form.state
  if (!person) return refusal(MODE_CHANGED, data)
  const { app, actor, session } = person
  const { what, treasury, last_six: lastSix, password } = form.input
  const known = await confirmed(session.userId, password)
  if (known === 'refused') return wrong('password', 'This is not your password.')
  if (known !== 'confirmed') return refusal(known, data)
  const choice = toTreasuryChoice(app.networks.all(), what)
  const confirmedAt = app.clock.now()
  try {
    const methods = await found(setTreasury(app, { ...actor, confirmedAt }, { ...choice, treasury, lastSix }))
    revalidatePath('/dashboard/payment-methods')
    const from = methods.flatMap(({ nextFrom }) => nextFrom ?? []).at(0)
    const when =
      from && from > confirmedAt
        ? `from ${from.toISOString().slice(0, 16).replace('T', ' ')} UTC on`
        : 'from now on'
    return done(`New invoices pass their money on to this wallet ${when}.`)
  } catch (error) {
    if (!isDomainError(error)) throw error
    const field = FIELDS[error.detail.field ?? '']
    const said = `${error.message.replace(/^(treasury|treasuryLastSix|token): /, 'It ')}.`
    return field ? wrong(field, said) : refusal(said, data)
  }

  function wrong(field: string, text: string): FormState {
    return { ...refusal('', data), message: null, errors: { [field]: text } }
  }
}
