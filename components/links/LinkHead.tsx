import { MerchantSign } from '@/components/pay/MerchantSign'
import type { LinkPage } from '@/lib/pay/linkPage'

/** Whom a link is from, and what it is for. */
export function LinkHead({ view }: { view: LinkPage }) {
  return (
    <header className="flex flex-col gap-1 px-1">
      <p className="flex items-center gap-2 text-sm font-medium text-muted">
        <MerchantSign logo={view.logo} merchant={view.merchant} />
        {view.merchant}
        {view.testMode && (
          <span className="rounded-md bg-tone-soft px-2 py-0.5 text-xs text-tone" data-tone="careful">
            {view.testMode}
          </span>
        )}
      </p>
      {/* Without a price the title is what it is about. */}
      <h1
        className={
          view.price
            ? 'mt-3 text-base font-medium break-words text-muted'
            : 'mt-3 text-2xl/8 font-semibold tracking-tight break-words'
        }
      >
        {view.title}
      </h1>
      {view.price && <p className="figures text-4xl font-semibold tracking-tight">{view.price}</p>}
      {view.description && <p className="mt-2 text-sm/6 break-words text-muted">{view.description}</p>}
    </header>
  )
}
