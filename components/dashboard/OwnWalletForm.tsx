'use client'

import { SelectField, TextArea, TextField } from '@/components/ui/Field'
import { Notice } from '@/components/ui/Notice'
import { SubmitButton } from '@/components/ui/SubmitButton'
import { NO_WALLET, type Compared, type OwnWalletAction } from './ownWalletState'
import { useSentForm } from './useSentForm'

type Props = { action: OwnWalletAction; mode: string; choices: readonly { value: string; label: string }[] }

/** Has invoices paid to one's own wallet: first the key, then its addresses to compare. */
export function OwnWalletForm({ action, mode, choices }: Props) {
  const { state, send, around, field } = useSentForm(action, NO_WALLET)
  return (
    <div ref={around} className="flex flex-col gap-5">
      {state.message && <Notice tone={state.message.tone}>{state.message.text}</Notice>}
      <form action={send} noValidate autoComplete="off" className="flex max-w-2xl flex-col gap-4">
        <input type="hidden" name="mode" value={mode} />
        {state.compared ? (
          <Compare compared={state.compared} field={field} />
        ) : (
          <>
            <SelectField {...field('what', choices[0]?.value)} label="New invoices in" options={choices} />
            <TextArea
              {...field('xpub')}
              label="Extended public key of your account"
              hint="It begins with xpub, and shows addresses only. Never paste a seed phrase or a private key, here or anywhere."
              rows={3}
              spellCheck={false}
              autoCapitalize="none"
            />
            <div className="flex">
              <SubmitButton kind="plain">Show its first addresses</SubmitButton>
            </div>
          </>
        )}
      </form>
    </div>
  )
}

type FieldOf = ReturnType<typeof useSentForm>['field']

function Compare({ compared, field }: { compared: Compared; field: FieldOf }) {
  return (
    <>
      <input type="hidden" name="what" value={compared.what} />
      <input type="hidden" name="xpub" value={compared.xpub} />
      <p className="text-sm/6">
        Open your wallet and compare: these must be its first addresses on {compared.network}. If they are
        not, do not go on, because money would go where you cannot reach it.
      </p>
      <ol className="flex flex-col gap-2">
        {compared.addresses.map(({ path, address }) => (
          <li key={address} className="flex flex-col">
            <span className="font-mono text-[0.8125rem] break-all">{address}</span>
            <span className="text-xs text-muted">{path}</span>
          </li>
        ))}
      </ol>
      <p className="text-sm/6 text-muted">
        Key {compared.fingerprint}.{' '}
        {compared.issued > 0 &&
          `${compared.issued} of its addresses were given out before; the next invoice goes on there.`}
      </p>
      <TextField
        {...field('last_six')}
        label="Last six characters of the first address, as your wallet shows it"
        maxLength={6}
        autoComplete="off"
        spellCheck={false}
      />
      <TextField
        {...field('password')}
        label="Your password"
        type="password"
        autoComplete="current-password"
      />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton>Use this wallet</SubmitButton>
        <a href="?" className="text-sm text-link underline-offset-4 hover:underline">
          Leave everything as it is
        </a>
      </div>
    </>
  )
}
