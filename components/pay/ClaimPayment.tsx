import type { Locale } from '@/lib/i18n/locales'
import { translator } from '@/lib/i18n/translator'
import { SelectField, TextField } from '@/components/ui/Field'
import { SubmitButton } from '@/components/ui/SubmitButton'

export type ClaimForm = {
  action: (form: FormData) => Promise<void>
  page: string
  networks: readonly { id: string; name: string }[]
  /** What the last question came to, whatever was found; `open` to ask one, null before. */
  said: Said | null
}

type Said = 'asked' | 'often' | 'malformed' | 'open'

/** Whether a value is one that this form can show. */
export function claimSaid(asked: string | string[] | undefined): Said | null {
  return asked === 'asked' || asked === 'often' || asked === 'malformed' || asked === 'open' ? asked : null
}

type Props = { invoiceId: string; form: ClaimForm; locale: Locale }

/** For who has paid on another network or in another token: a plain form, which works without a script too. */
export function ClaimPayment({ invoiceId, form, locale }: Props) {
  const t = translator(locale, 'pay')
  const [first] = form.networks
  if (!first) return null
  return (
    <details className="group" open={form.said !== null}>
      <summary className="min-h-11 cursor-pointer py-2.5 text-sm font-medium text-muted">
        {t('claim.open')}
      </summary>
      <form action={form.action} className="mt-2 flex flex-col gap-4">
        <input type="hidden" name="invoice" value={invoiceId} />
        <input type="hidden" name="page" value={form.page} />
        {form.said === null && (
          <noscript>
            <p className="text-sm/6 text-muted">
              {t.rich('claim.reloads', {
                stop: (words) => (
                  <a className="underline" href={`${form.page}?claim=open`}>
                    {words}
                  </a>
                ),
              })}
            </p>
          </noscript>
        )}
        {form.said && form.said !== 'open' && (
          <output
            data-tone={form.said === 'asked' ? 'good' : 'careful'}
            className="rounded-xl bg-tone-soft p-4 text-sm/6"
          >
            {t(`claim.${form.said}`)}
          </output>
        )}
        <SelectField
          name="network"
          id="claim-network"
          label={t('claim.network')}
          options={form.networks.map(({ id, name }) => ({ value: id, label: name }))}
          defaultValue={first.id}
        />
        <TextField
          name="hash"
          id="claim-hash"
          label={t('claim.hash')}
          hint={t('claim.hint')}
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          maxLength={80}
          required
        />
        <div>
          <SubmitButton kind="plain">{t('claim.button')}</SubmitButton>
        </div>
      </form>
    </details>
  )
}
