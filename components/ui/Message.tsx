/** A page with one thing to say. */
export function Message({
  title,
  children,
  actions,
}: {
  title: string
  children: React.ReactNode
  actions?: React.ReactNode
}) {
  return (
    <main className="flex min-h-dvh items-center justify-center p-5">
      <div className="flex w-full max-w-md flex-col gap-4 rounded-2xl border border-line bg-surface p-8 shadow-card">
        <h1 className="text-2xl/8 font-semibold tracking-tight">{title}</h1>
        <div className="flex flex-col gap-3 text-[0.9375rem]/6 text-muted">{children}</div>
        {actions && <div className="mt-2 flex flex-wrap gap-3">{actions}</div>}
      </div>
    </main>
  )
}
