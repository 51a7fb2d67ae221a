import { SelectField, TextField } from '@/components/ui/Field'
import { SubmitButton } from '@/components/ui/SubmitButton'

const SAID = {
  asked:
    'Thank you. That transaction is looked for on every network now. If it paid to an address of this checkout, whoever it belongs to is told, and can put it right.',
  often: 'That was asked five times within an hour. Try again later.',
  malformed:
    'That is no transaction hash. It has 64 letters and digits from 0 to 9 and a to f, usually after 0x.',
} as const

export type ClaimForm = {
  action: (form: FormData) => Promise<void>
  page: string
  networks: readonly { id: string; name: string }[]
  /** What the last question came to, whatever was found; `open` to ask one, null before. */
  said: Said | null
}

type Said = keyof typeof SAID | 'open'

/** Whether a value is one that this form can show. */
export function claimSaid(asked: string | string[] | undefined): Said | null {
  return asked === 'asked' || asked === 'often' || asked === 'malformed' || asked === 'open' ? asked : null
}

/** For who has paid on another network or in another token: a plain form, which works without a script too. */
export function ClaimPayment({ invoiceId, form }: { invoiceId: string; form: ClaimForm }) {
  const [first] = form.networks
  if (!first) return null
  return (
    <details className="group" open={form.said !== null}>
      <summary className="min-h-11 cursor-pointer py-2.5 text-sm font-medium text-muted">
        I have paid but nothing happens
      </summary>
      <form action={form.action} className="mt-2 flex flex-col gap-4">
        <input type="hidden" name="invoice" value={invoiceId} />
        <input type="hidden" name="page" value={form.page} />
        {form.said === null && (
          <noscript>
            <p className="text-sm/6 text-muted">
              This page reloads by itself.{' '}
              <a className="underline" href={`${form.page}?claim=open`}>
                Stop that first
              </a>
              .
            </p>
          </noscript>
        )}
        {form.said && form.said !== 'open' && (
          <output
            data-tone={form.said === 'asked' ? 'good' : 'careful'}
            className="rounded-xl bg-tone-soft p-4 text-sm/6"
          >
            {SAID[form.said]}
          </output>
        )}
        <SelectField
          name="network"
          id="claim-network"
          label="The network you sent on"
          options={form.networks.map(({ id, name }) => ({ value: id, label: name }))}
          defaultValue={first.id}
        />
        <TextField
          name="hash"
          id="claim-hash"
          label="The transaction’s hash"
          hint="Your wallet or exchange shows it with the payment."
          autoComplete="off"
          spellCheck={false}
          maxLength={80}
          required
        />
        <div>
          <SubmitButton kind="plain">Look for it</SubmitButton>
        </div>
      </form>
    </details>
  )
}
