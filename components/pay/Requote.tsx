import type { Locale } from '@/lib/i18n/locales'
import { translator } from '@/lib/i18n/translator'
import { PRIMARY } from './primary'

export type RequoteForm = {
  /** Where the form goes. */
  action: string | ((form: FormData) => Promise<void>)
  /** It was sent, and there was no quote to be had. */
  refused: boolean
}

type Props = { invoiceId: string; merchant: string; form: RequoteForm; locale: Locale }

/** Asks for a new quote: a plain form, which works without a script too. */
export function Requote({ invoiceId, merchant, form, locale }: Props) {
  const t = translator(locale, 'pay')
  return (
    <form action={form.action} className="flex flex-col gap-4">
      <input type="hidden" name="invoice" value={invoiceId} />
      {form.refused && (
        <p role="alert" data-tone="careful" className="rounded-xl bg-tone-soft p-4 text-sm/6">
          {t('requote.refused', { merchant })}
        </p>
      )}
      <button type="submit" className={PRIMARY}>
        {t('requote.button')}
      </button>
    </form>
  )
}
