type Props = { tone: 'bad' | 'careful' | 'good' | 'calm'; children: React.ReactNode }

/** Something the whole form has to say; what went wrong is announced. */
export function Notice({ tone, children }: Props) {
  return (
    <div
      data-tone={tone}
      data-notice
      tabIndex={-1}
      role={tone === 'bad' ? 'alert' : 'status'}
      className="rounded-xl bg-tone-soft p-4 text-sm/6 text-ink"
    >
      {children}
    </div>
  )
}
