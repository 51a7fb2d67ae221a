import type { Notice, PayView } from '@/lib/pay/view'
import { Foot } from './Foot'
import { Instruction } from './Instruction'
import { Order } from './Order'
import { Payments } from './Payments'
import { PRIMARY } from './primary'
import { Requote, type RequoteForm } from './Requote'
import { StateHeader } from './StateHeader'
import { TestPanel, type TestForm } from './TestPanel'

type Props = {
  view: PayView
  /** Whether the page reloads itself where no script runs. */
  reload: 'on' | 'off'
  requote: RequoteForm
  /** Plays payments; shown where the invoice is paid in the sandbox. */
  test: TestForm
  /** What keeps it true with a script. */
  live?: React.ReactNode
}

/** The page a customer pays on. Words come from the view; here is only their place. */
export function PayPage({ view, reload, requote, test, live }: Props) {
  return (
    <div className="mx-auto flex min-h-dvh max-w-6xl flex-col lg:grid lg:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
      <div className="px-5 pt-6 pb-5 sm:px-8 lg:px-12 lg:py-16">
        <div className="mx-auto max-w-xl lg:sticky lg:top-16 lg:mr-0 lg:max-w-sm">
          <Order order={view.order} testMode={view.testMode} />
        </div>
      </div>
      <main className="flex-1 px-3 pb-8 sm:px-8 lg:px-12 lg:py-16" data-state={view.state}>
        <div
          className="mx-auto flex max-w-xl flex-col gap-7 rounded-2xl border border-line bg-surface p-5 shadow-card sm:p-8 lg:ml-0"
          data-tone={view.text.tone}
        >
          <StateHeader view={view} />
          {view.requotable && <Requote invoiceId={view.id} merchant={view.order.merchant} form={requote} />}
          {view.exit?.primary && (
            <a href={view.exit.url} rel="noreferrer" className={PRIMARY}>
              {view.exit.label}
            </a>
          )}
          {live}
          {view.notices.map((notice) => (
            <NoticeBox key={notice.title} notice={notice} />
          ))}
          {view.instruction && <Instruction instruction={view.instruction} headline={view.text.headline} />}
          <Payments progress={view.progress} payments={view.payments} />
          <Foot view={view} reload={reload} />
        </div>
        {view.simulated && <TestPanel invoiceId={view.id} state={view.text.label} form={test} />}
        <p className="mx-auto mt-5 max-w-xl px-2 text-xs/5 text-faint lg:ml-0">
          Invoice <span className="font-mono">{view.id}</span>. Nobody holds a key to its address: a contract
          passes on what arrives there.
        </p>
      </main>
    </div>
  )
}

function NoticeBox({ notice }: { notice: Notice }) {
  return (
    <section data-tone={notice.tone} className="rounded-xl bg-tone-soft p-4 text-sm/6">
      <h3 className="font-semibold text-tone">{notice.title}</h3>
      <p className="text-ink">{notice.text}</p>
    </section>
  )
}
