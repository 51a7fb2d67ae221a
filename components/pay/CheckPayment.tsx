import { SubmitButton } from '@/components/ui/SubmitButton'

const SAID = {
  done: 'Looked just now: what is on the chain is shown above.',
  often: 'That was looked at a moment ago. Try again in ten seconds.',
} as const

export type CheckForm = {
  action: (form: FormData) => Promise<void>
  page: string
  /** What the last look came to; null before one. */
  said: keyof typeof SAID | null
}

/** Asks the server to look at the chain at once: a plain form, which works without a script too. */
export function CheckPayment({ invoiceId, form }: { invoiceId: string; form: CheckForm }) {
  return (
    <form action={form.action} className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <input type="hidden" name="invoice" value={invoiceId} />
      <input type="hidden" name="page" value={form.page} />
      <SubmitButton kind="plain">Check payment</SubmitButton>
      {form.said && <output className="text-sm text-muted">{SAID[form.said]}</output>}
    </form>
  )
}
