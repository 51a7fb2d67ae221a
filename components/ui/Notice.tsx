import type { BadgeTone } from './Badge'

type Props = { tone: BadgeTone; title?: string; children: React.ReactNode; action?: React.ReactNode }

/** Something the page has to say at its top; what went wrong is announced. */
export function Notice({ tone, title, children, action }: Props) {
  return (
    <div
      data-tone={tone}
      data-notice
      tabIndex={-1}
      role={tone === 'bad' ? 'alert' : 'status'}
      className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-xl bg-tone-soft px-4 py-3 text-sm/6 text-ink sm:px-5"
    >
      <div className="min-w-0">
        {title && <p className="font-semibold text-tone">{title}</p>}
        {children}
      </div>
      {action}
    </div>
  )
}
