import type { NavGroup } from '@/lib/dashboard/navigation'
import { Button } from '@/components/ui/Button'
import { ModeSwitch } from './ModeSwitch'
import { NavLinks } from './NavLinks'
import { PhoneMenu } from '@/components/ui/PhoneMenu'
import { TestBand } from './TestBand'

type Action = (form: FormData) => Promise<void>

type Props = {
  merchant: string
  email: string
  role: string
  mode: 'live' | 'test'
  groups: readonly NavGroup[]
  actions: { switchMode: Action; signOut: Action }
  /** How times are told. */
  zone: React.ReactNode
  children: React.ReactNode
}

/** The frame of every page of the dashboard: where one is, as whom, and in which mode. */
export function Shell({ merchant, email, role, mode, groups, actions, zone, children }: Props) {
  const side = (
    <>
      <NavLinks groups={groups} />
      <div className="mt-auto flex flex-col gap-3 border-t border-line pt-4 text-sm">
        <a href="/account" className="block min-w-0 rounded-lg px-3 py-1.5 hover:bg-raised" title={email}>
          <span className="sr-only">Your account: </span>
          <span className="block truncate font-medium">{email}</span>
          <span className="block text-muted capitalize">{role}</span>
        </a>
        <form action={actions.signOut}>
          <Button kind="quiet" className="w-full justify-start">
            Sign out
          </Button>
        </form>
      </div>
    </>
  )
  return (
    <div data-mode={mode} className="min-h-dvh">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-lg focus:bg-surface focus:px-4 focus:py-3"
      >
        Skip to the page
      </a>
      {mode === 'test' && <TestBand />}
      <div className="lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
        <aside className="print:hidden border-line bg-surface max-lg:border-b lg:min-h-dvh lg:border-r">
          <div className="flex flex-col gap-5 px-4 py-3 lg:sticky lg:top-0 lg:h-dvh lg:overflow-y-auto lg:px-3 lg:py-5 lg:in-data-[mode=test]:top-9 lg:in-data-[mode=test]:h-[calc(100dvh-2.25rem)]">
            <div className="flex items-center justify-between gap-4 lg:flex-col lg:items-stretch lg:gap-4">
              <Merchant name={merchant} />
              <div className="flex items-center gap-2 lg:block">
                <ModeSwitch mode={mode} action={actions.switchMode} />
                <PhoneMenu>{side}</PhoneMenu>
              </div>
            </div>
            <div className="flex grow flex-col gap-6 max-lg:hidden">{side}</div>
          </div>
        </aside>
        <main id="content" tabIndex={-1} className="min-w-0 px-4 py-6 outline-none sm:px-6 lg:px-10 lg:py-8">
          <div className="mx-auto flex max-w-6xl flex-col gap-6">
            {children}
            <footer className="pt-2 text-xs/5 text-faint">{zone}</footer>
          </div>
        </main>
      </div>
    </div>
  )
}

function Merchant({ name }: { name: string }) {
  return (
    <p className="flex min-w-0 items-center gap-2.5 text-sm font-semibold lg:px-2">
      <span
        aria-hidden="true"
        className="flex size-7 shrink-0 items-center justify-center rounded-lg bg-action text-xs text-on-action"
      >
        {name.slice(0, 1).toUpperCase()}
      </span>
      <span className="truncate">{name}</span>
    </p>
  )
}
