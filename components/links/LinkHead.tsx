import { Logo } from '@/components/ui/Logo'
import type { LinkPage } from '@/lib/pay/linkPage'

/** Whom a link is from, and what it is for. */
export function LinkHead({ view }: { view: LinkPage }) {
  return (
    <header className="flex flex-col gap-1 px-1">
      <p className="flex items-center gap-2 text-sm font-medium text-muted">
        {view.logo && (
          <span className="flex h-10 max-w-40 items-center justify-center rounded-lg border border-line bg-white p-1">
            <Logo {...view.logo} alt="" />
          </span>
        )}
        {view.merchant}
        {view.testMode && (
          <span className="rounded-md bg-tone-soft px-2 py-0.5 text-xs text-tone" data-tone="careful">
            Test mode
          </span>
        )}
      </p>
      <h1 className="mt-3 text-base font-medium break-words text-muted">{view.title}</h1>
      {view.price && <p className="figures text-4xl font-semibold tracking-tight">{view.price}</p>}
      {view.description && <p className="mt-2 text-sm/6 break-words text-muted">{view.description}</p>}
    </header>
  )
}
