type Props = {
  id: string
  title: string
  /** Beside the title. */
  aside?: React.ReactNode
  children: React.ReactNode
  /** Tables run to the edge. */
  flush?: boolean
}

/** One subject of a page, under its own heading. */
export function Card({ id, title, aside, children, flush = false }: Props) {
  return (
    <section aria-labelledby={id} className="min-w-0 rounded-xl border border-line bg-surface">
      <header className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-2 sm:px-5">
        <h2 id={id} className="text-[0.9375rem] font-semibold">
          {title}
        </h2>
        {aside}
      </header>
      <div className={flush ? '' : 'px-4 py-4 sm:px-5'}>{children}</div>
    </section>
  )
}

/** Names and values, one under the other. */
export function Facts({ children }: { children: React.ReactNode }) {
  return <dl className="flex flex-col gap-3 text-sm/6">{children}</dl>
}

export function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-6">
      <dt className="text-muted">{name}</dt>
      <dd className="figures min-w-0 break-words">{children}</dd>
    </div>
  )
}
