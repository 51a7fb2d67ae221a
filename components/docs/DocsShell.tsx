import Link from 'next/link'
import { PhoneMenu } from '@/components/ui/PhoneMenu'
import { DocsNav, type DocsNavGroup } from './DocsNav'
import { LanguageMemory } from './LanguageMemory'

type Props = { groups: readonly DocsNavGroup[]; children: React.ReactNode }

/** The frame of every page of the documentation. */
export function DocsShell({ groups, children }: Props) {
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-lg focus:bg-surface focus:px-4 focus:py-3"
      >
        Skip to the page
      </a>
      <header className="border-line bg-surface max-lg:sticky max-lg:top-0 max-lg:z-10 max-lg:border-b lg:min-h-dvh lg:border-r">
        <div className="flex flex-col gap-6 px-4 py-3 lg:sticky lg:top-0 lg:h-dvh lg:overflow-y-auto lg:px-3 lg:py-5">
          <div className="flex items-center justify-between gap-4">
            <Link href="/docs" className="flex items-center gap-2.5 rounded-lg text-sm font-semibold lg:px-3">
              Crypto Checkout
              <span className="font-normal text-muted">Docs</span>
            </Link>
            <PhoneMenu>
              <div className="max-h-[75dvh] overflow-y-auto">
                <DocsNav groups={groups} />
              </div>
            </PhoneMenu>
          </div>
          <div className="max-lg:hidden">
            <DocsNav groups={groups} />
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="min-w-0 px-4 py-8 outline-none sm:px-6 lg:px-10 lg:py-12">
        {children}
      </main>
      <LanguageMemory />
    </div>
  )
}
