import type { Locale } from '@/lib/i18n/locales'
import { translator } from '@/lib/i18n/translator'
import type { Step } from '@/lib/pay/view'

const LINE: Record<Step['state'], string> = { done: 'bg-tone', current: 'bg-tone', todo: 'bg-line' }

/** The way of a payment, in three steps. */
export function Steps({ steps, locale }: { steps: Step[]; locale: Locale }) {
  if (steps.length === 0) return null
  const t = translator(locale, 'pay')
  return (
    <ol aria-label={t('steps.label')} className="grid grid-cols-3 gap-2">
      {steps.map(({ label, state }) => (
        <li
          key={label}
          aria-current={state === 'current' ? 'step' : undefined}
          className="flex flex-col gap-2"
        >
          <span
            aria-hidden="true"
            className={`h-1 rounded-full ${LINE[state]} ${state === 'current' ? 'breathing' : ''}`}
          />
          <span className={`text-xs font-medium ${state === 'todo' ? 'text-faint' : 'text-ink'}`}>
            {label}
            {state === 'done' && <span className="sr-only">{t('steps.done')}</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}
