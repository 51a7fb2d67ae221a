import { translator } from '@/lib/i18n/translator'
import type { PayView, Tone } from '@/lib/pay/view'
import { Countdown } from './Countdown'
import { Steps } from './Steps'

/** What the page is about now: label, clock, headline, explanation. */
export function StateHeader({ view }: { view: PayView }) {
  const { text, timer, steps } = view
  const t = translator(view.locale, 'pay')
  return (
    <header className="flex flex-col gap-5">
      <div className="flex min-h-7 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="inline-flex items-center gap-2 rounded-full bg-tone-soft px-3 py-1 text-sm font-medium text-tone">
          {text.tone === 'good' ? (
            <Check />
          ) : (
            <Dot moving={text.tone === 'working' || text.tone === 'calm'} />
          )}
          {text.label}
        </p>
        {timer && (
          <p className="text-sm text-muted">
            <span className="scripted">
              {t.rich('clock.left', {
                time: timer.until,
                clock: () => <Countdown expiresAt={timer.expiresAt} now={timer.now} />,
                until: (words) => <span className="figures max-sm:hidden">{words}</span>,
              })}
            </span>
            <span className="figures unscripted">{t('clock.open', { time: timer.until })}</span>
          </p>
        )}
      </div>
      <Steps steps={steps} locale={view.locale} />
      <div className="flex flex-col gap-2">
        <h2 className="figures text-2xl/8 font-semibold tracking-tight wrap-anywhere">{text.headline}</h2>
        <p className={`text-[0.9375rem]/6 ${WARNS.has(text.tone) ? 'text-ink' : 'text-muted'}`}>
          {text.explanation}
        </p>
      </div>
    </header>
  )
}

/** What it says is not to be overlooked. */
const WARNS = new Set<Tone>(['careful', 'bad'])

function Check() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      className="-ms-0.5 size-4 fill-none stroke-current stroke-2 [stroke-linecap:round] [stroke-linejoin:round]"
    >
      <path d="m3.5 8.5 3 3 6-7" />
    </svg>
  )
}

function Dot({ moving }: { moving: boolean }) {
  return <span aria-hidden="true" className={`size-2 rounded-full bg-tone ${moving ? 'breathing' : ''}`} />
}
