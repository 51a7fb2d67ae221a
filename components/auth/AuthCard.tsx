type Props = { title: string; lead?: React.ReactNode; children: React.ReactNode; foot?: React.ReactNode }

/** One page about one's account: a heading, a form, and the ways on from here. */
export function AuthCard({ title, lead, children, foot }: Props) {
  return (
    <>
      <div className="flex flex-col gap-6 rounded-2xl border border-line bg-surface p-6 shadow-card sm:p-8">
        <header className="flex flex-col gap-2">
          <h1 className="text-2xl/8 font-semibold tracking-tight">{title}</h1>
          {lead && <p className="text-[0.9375rem]/6 text-muted">{lead}</p>}
        </header>
        {children}
      </div>
      {foot && <div className="flex flex-wrap justify-center gap-x-6 text-sm">{foot}</div>}
    </>
  )
}

/** A way to another of these pages. */
export function AuthLink({ href, children }: { href: string; children: React.ReactNode }) {
  return (
    <a
      href={href}
      className="inline-flex h-11 items-center font-medium text-link underline decoration-line-strong underline-offset-4 hover:decoration-link"
    >
      {children}
    </a>
  )
}
