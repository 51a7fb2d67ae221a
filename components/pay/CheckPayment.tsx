import type { Locale } from '@/lib/i18n/locales'
import { translator } from '@/lib/i18n/translator'
import { SubmitButton } from '@/components/ui/SubmitButton'

export type CheckForm = {
  action: (form: FormData) => Promise<void>
  page: string
  /** What the last look came to; null before one. */
  said: 'done' | 'often' | null
}

type Props = { invoiceId: string; form: CheckForm; locale: Locale }

/** Asks the server to look at the chain at once: a plain form, which works without a script too. */
export function CheckPayment({ invoiceId, form, locale }: Props) {
  const t = translator(locale, 'pay')
  return (
    <form action={form.action} className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <input type="hidden" name="invoice" value={invoiceId} />
      <input type="hidden" name="page" value={form.page} />
      <SubmitButton kind="plain">{t('check.button')}</SubmitButton>
      {form.said && <output className="text-sm text-muted">{t(`check.${form.said}`)}</output>}
    </form>
  )
}
