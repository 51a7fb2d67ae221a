import { cache } from 'react'
import { screenOf, type PayScreenView } from '@/app/pay/[id]/load'
import { isDomainError } from '@/lib/domain/errors'
import type { Locale } from '@/lib/i18n/locales'
import { translator } from '@/lib/i18n/translator'
import { getApp } from '@/lib/server/app'
import { getPublicSession } from '@/lib/services/sessions/getPublicSession'

export type SessionScreen = PayScreenView & {
  /** Where a customer begins anew once this came to nothing. */
  again: string | null
  /** Where they go once it is paid. */
  onward: string | null
}

/** What the page shows of a session, in the token and on the network that its address names; `refused` when its address did not derive again (F8). */
export const loadSession = cache(
  async (
    id: string,
    token: string | null,
    network: string | null,
    locale: Locale,
  ): Promise<SessionScreen | 'not_found' | 'refused'> => {
    try {
      const { payable, again } = await getPublicSession(getApp(), id, { token, network })
      const { view, ways } = screenOf(payable, `/checkout/${id}`, locale)
      const anew = view.state === 'expired' && again ? `/l/${again}` : null
      const isPaid = view.state === 'paid' || view.state === 'overpaid'
      return {
        view: anew
          ? { ...view, text: { ...view.text, next: translator(locale, 'pay')('states.expired.nextAnew') } }
          : view,
        ways,
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
