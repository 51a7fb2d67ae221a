import { PRIMARY } from './primary'

export type RequoteForm = {
  /** Where the form goes. */
  action: string | ((form: FormData) => Promise<void>)
  /** It was sent, and there was no quote to be had. */
  refused: boolean
}

type Props = { invoiceId: string; merchant: string; form: RequoteForm }

/** Asks for a new quote: a plain form, which works without a script too. */
export function Requote({ invoiceId, merchant, form }: Props) {
  return (
    <form action={form.action} className="flex flex-col gap-4">
      <input type="hidden" name="invoice" value={invoiceId} />
      {form.refused && (
        <p role="alert" data-tone="careful" className="rounded-xl bg-tone-soft p-4 text-sm/6">
          There is no new quote right now. Try again in a few minutes, or contact {merchant}.
        </p>
      )}
      <button type="submit" className={PRIMARY}>
        Get a new quote
      </button>
    </form>
  )
}
