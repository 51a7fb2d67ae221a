import { cache } from 'react'
import type { Choice } from '@/components/pay/Choices'
import { isDomainError } from '@/lib/domain/errors'
import type { Locale } from '@/lib/i18n/locales'
import { translator } from '@/lib/i18n/translator'
import { payView } from '@/lib/pay/payView'
import type { PayView } from '@/lib/pay/view'
import { getApp } from '@/lib/server/app'
import { getPublicSession, type PublicSession } from '@/lib/services/sessions/getPublicSession'

export type SessionScreen = {
  view: PayView
  choices: Choice[]
  /** Where a customer begins anew once this came to nothing. */
  again: string | null
  /** Where they go once it is paid. */
  onward: string | null
}

/** What the page shows of a session, in the option that is asked for; `refused` when its address did not derive again (F8). */
export const loadSession = cache(
  async (
    id: string,
    pay: string | null,
    locale: Locale,
  ): Promise<SessionScreen | 'not_found' | 'refused'> => {
    const app = getApp()
    try {
      const { invoice, again } = await getPublicSession(app, id, pay)
      const view = payView(
        invoice,
        invoice.networks.flatMap(({ network }) => app.networks.get(network) ?? []),
        locale,
      )
      const names = new Map(invoice.networks.map((one) => [one.network, one.name]))
      const choices = quotedFirst(invoice.options).map((option) => ({
        label: option.token,
        network: names.get(option.network) ?? option.network,
        href: option.isDefault ? `/checkout/${id}` : `/checkout/${id}?pay=${option.id}`,
        current: option.id === invoice.option.id,
      }))
      const anew = view.state === 'expired' && again ? `/l/${again}` : null
      const isPaid = view.state === 'paid' || view.state === 'overpaid'
      return {
        view: anew
          ? { ...view, text: { ...view.text, next: translator(locale, 'pay')('states.expired.nextAnew') } }
          : view,
        choices,
        again: anew,
        onward: isPaid ? (view.exit?.url ?? null) : null,
      }
    } catch (error) {
      if (isDomainError(error) && error.code === 'NOT_FOUND') return 'not_found'
      if (isDomainError(error) && error.code === 'ADDRESS_MISMATCH') return 'refused'
      throw error
    }
  },
)

/** In one order whoever looks: what the session quotes first, the others by name. */
function quotedFirst(options: PublicSession['invoice']['options']) {
  return options.toSorted(
    (a, b) => Number(b.isDefault) - Number(a.isDefault) || a.token.localeCompare(b.token, 'en'),
  )
}
