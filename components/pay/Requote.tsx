type Props = {
  invoiceId: string
  action: string | ((form: FormData) => Promise<void>)
}

/** Asks for a new quote: a plain form, which works without a script too. */
export function Requote({ invoiceId, action }: Props) {
  return (
    <form action={action}>
      <input type="hidden" name="invoice" value={invoiceId} />
      <button
        type="submit"
        className="inline-flex h-12 w-full items-center justify-center rounded-xl bg-action px-6 text-center text-base font-medium text-on-action transition-colors hover:bg-action-hover"
      >
        Get a new quote
      </button>
    </form>
  )
}
