import Link from 'next/link'

type Props = {
  title: React.ReactNode
  /** Under the title. */
  lead?: React.ReactNode
  /** Where this page belongs. */
  back?: { href: string; label: string }
  actions?: React.ReactNode
}

/** What a page is about, and what can be done there. */
export function PageHead({ title, lead, back, actions }: Props) {
  return (
    <header className="flex flex-col gap-2">
      {back && (
        <Link
          href={back.href}
          className="-my-2 inline-flex h-11 items-center self-start text-sm font-medium text-muted hover:text-ink lg:my-0 lg:h-6"
        >
          ← {back.label}
        </Link>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 flex-col gap-1">
          <h1 className="text-2xl/8 font-semibold tracking-tight break-words">{title}</h1>
          {lead && <div className="text-sm/6 text-muted">{lead}</div>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  )
}
