import type { Locale } from '@/lib/i18n/locales'
import { translator } from '@/lib/i18n/translator'
import { sayIn } from '@/lib/pay/say'
import { TestButton } from './TestButton'

/** What the panel can do, in the order in which one tries it. */
const KINDS = ['exact', 'under', 'over', 'late', 'reverted', 'wrong_asset'] as const

/** What of the whole is paid where it is too little. */
const PART_HUNDREDTHS = 6_000

export type TestForm = {
  /** Where the form goes. */
  action: string | ((form: FormData) => Promise<void>)
  /** Where it comes back to, unless that is the invoice's own page. */
  page?: string
  /** Why the last press did nothing; null when it did something. */
  refused: 'busy' | 'full' | 'refused' | null
}

type Props = {
  invoiceId: string
  /** The page's word for its state, since on a phone the rest of the page is out of sight here. */
  state: string
  form: TestForm
  locale: Locale
}

/** On the page of an invoice in the sandbox alone: plays payments instead of sending them. Plain forms, without a script too. */
export function TestPanel({ invoiceId, state, form, locale }: Props) {
  const t = translator(locale, 'pay')
  const part = sayIn(locale).percent(PART_HUNDREDTHS)
  return (
    <section
      aria-labelledby="test-panel"
      data-tone="careful"
      className="mx-auto mt-5 flex max-w-xl flex-col gap-4 rounded-2xl border-2 border-dashed border-tone p-5 sm:p-8 lg:ml-0"
    >
      <header className="flex flex-col gap-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h2 id="test-panel" className="text-base font-semibold text-tone">
            {t('test.title')}
          </h2>
          <p className="text-sm text-muted">
            {t.rich('test.now', {
              state: (words) => <span className="font-medium text-ink">{words}</span>,
              current: state,
            })}
          </p>
        </div>
        <p className="text-sm/6 text-muted">{t('test.about')}</p>
      </header>
      {form.refused && (
        <p role="alert" className="rounded-xl bg-tone-soft p-4 text-sm/6">
          {t(`test.${form.refused}`)}
        </p>
      )}
      <form action={form.action} className="grid gap-2 sm:grid-cols-2">
        <input type="hidden" name="invoice" value={invoiceId} />
        {form.page && <input type="hidden" name="page" value={form.page} />}
        {KINDS.map((kind) => (
          <TestButton
            key={kind}
            kind={kind}
            label={t(`test.${kind}.label`)}
            text={t(`test.${kind}.text`, { part })}
          />
        ))}
      </form>
    </section>
  )
}
