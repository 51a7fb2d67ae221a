import type { PayView } from '@/lib/pay/view'
import { Countdown } from './Countdown'
import { Steps } from './Steps'

/** What the page is about now: label, clock, headline, explanation. */
export function StateHeader({ view }: { view: PayView }) {
  const { text, timer, steps } = view
  return (
    <header className="flex flex-col gap-5">
      <div className="flex min-h-7 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="inline-flex items-center gap-2 rounded-full bg-tone-soft px-3 py-1 text-sm font-medium text-tone">
          <Dot moving={text.tone === 'working' || text.tone === 'calm'} />
          {text.label}
        </p>
        {timer && (
          <p className="text-sm text-muted">
            <span className="scripted">
              <Countdown expiresAt={timer.expiresAt} now={timer.now} /> left,{' '}
            </span>
            <span className="unscripted">Open </span>until <span className="figures">{timer.until}</span>
          </p>
        )}
      </div>
      <Steps steps={steps} />
      <div className="flex flex-col gap-2">
        <h2 className="figures text-2xl/8 font-semibold tracking-tight">{text.headline}</h2>
        <p className="text-[0.9375rem]/6 text-muted">{text.explanation}</p>
      </div>
    </header>
  )
}

function Dot({ moving }: { moving: boolean }) {
  return <span aria-hidden="true" className={`size-2 rounded-full bg-tone ${moving ? 'breathing' : ''}`} />
}
