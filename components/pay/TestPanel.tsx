import { TestButton } from './TestButton'

/** What the panel can do, in the order in which one tries it. */
const BUTTONS = [
  { kind: 'exact', label: 'Pay exactly', text: 'What is still owed' },
  { kind: 'under', label: 'Pay too little', text: '60 % of the whole' },
  { kind: 'over', label: 'Pay too much', text: 'Clearly more than is owed' },
  { kind: 'late', label: 'Pay late', text: 'After the time is over' },
  { kind: 'reverted', label: 'Pay, then undo', text: 'Its block leaves the chain' },
  { kind: 'wrong_asset', label: 'Pay another token', text: 'One that was not asked for' },
] as const

const REFUSED = {
  busy: 'Something is being played on this invoice already. Try again in a moment.',
  full: 'This test invoice has seen enough. Make a new one.',
  refused: 'That could not be played on this invoice.',
} as const

export type TestForm = {
  /** Where the form goes. */
  action: string | ((form: FormData) => Promise<void>)
  /** Where it comes back to, unless that is the invoice's own page. */
  page?: string
  /** Why the last press did nothing; null when it did something. */
  refused: keyof typeof REFUSED | null
}

type Props = {
  invoiceId: string
  /** The page's word for its state, since on a phone the rest of the page is out of sight here. */
  state: string
  form: TestForm
}

/** On the page of an invoice in the sandbox alone: plays payments instead of sending them. Plain forms, without a script too. */
export function TestPanel({ invoiceId, state, form }: Props) {
  return (
    <section
      aria-labelledby="test-panel"
      data-tone="careful"
      className="mx-auto mt-5 flex max-w-xl flex-col gap-4 rounded-2xl border-2 border-dashed border-tone p-5 sm:p-8 lg:ml-0"
    >
      <header className="flex flex-col gap-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h2 id="test-panel" className="text-base font-semibold text-tone">
            Test panel
          </h2>
          <p className="text-sm text-muted">
            Now: <span className="font-medium text-ink">{state}</span>
          </p>
        </div>
        <p className="text-sm/6 text-muted">
          No real money: this is a test invoice. Play what a customer, or a chain, may do; it happens on this
          invoice’s own clock.
        </p>
      </header>
      {form.refused && (
        <p role="alert" className="rounded-xl bg-tone-soft p-4 text-sm/6">
          {REFUSED[form.refused]}
        </p>
      )}
      <form action={form.action} className="grid gap-2 sm:grid-cols-2">
        <input type="hidden" name="invoice" value={invoiceId} />
        {form.page && <input type="hidden" name="page" value={form.page} />}
        {BUTTONS.map(({ kind, label, text }) => (
          <TestButton key={kind} kind={kind} label={label} text={text} />
        ))}
      </form>
    </section>
  )
}
