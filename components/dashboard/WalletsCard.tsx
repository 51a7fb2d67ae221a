'use client'

import { EMPTY, type FormAction } from '@/components/auth/formState'
import { Card } from '@/components/ui/Card'
import { TextField } from '@/components/ui/Field'
import { Notice } from '@/components/ui/Notice'
import { SubmitButton } from '@/components/ui/SubmitButton'
import { useSentForm } from './useSentForm'

type Wallet = { id: string | null; address: string; label: string }

type Props = {
  wallets: readonly Wallet[]
  mode: string
  /** Null for whoever may only look. */
  actions: { declare: FormAction; forget: (data: FormData) => Promise<void> } | null
}

/** Whose transfers count as refunds (F6). */
export function WalletsCard({ wallets, mode, actions }: Props) {
  return (
    <Card id="refund-wallets" title="Wallets that refunds come from">
      <div className="flex flex-col gap-5">
        <p className="text-sm/6 text-muted">
          A refund is recognised when one of these wallets sends it. Naming a wallet here moves no money and
          gives nobody a right.
        </p>
        <ul className="flex flex-col gap-3">
          {wallets.map((wallet) => (
            <li
              key={wallet.address}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line pb-3"
            >
              <span className="flex min-w-0 flex-col">
                <span className="font-mono text-[0.8125rem] break-all">{wallet.address}</span>
                <span className="text-xs text-muted">{wallet.label}</span>
              </span>
              {actions && wallet.id && (
                <form action={actions.forget}>
                  <input type="hidden" name="id" value={wallet.id} />
                  <SubmitButton kind="quiet">
                    Remove<span className="sr-only"> {wallet.address}</span>
                  </SubmitButton>
                </form>
              )}
            </li>
          ))}
        </ul>
        {actions && <DeclareForm action={actions.declare} mode={mode} />}
      </div>
    </Card>
  )
}

function DeclareForm({ action, mode }: { action: FormAction; mode: string }) {
  const { state, send, around, field } = useSentForm(action, EMPTY)
  return (
    <div ref={around} className="flex flex-col gap-4">
      {state.message && <Notice tone={state.message.tone}>{state.message.text}</Notice>}
      <form
        action={send}
        noValidate
        className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_14rem_auto]"
      >
        <input type="hidden" name="mode" value={mode} />
        <TextField
          {...field('address')}
          label="Address of your wallet"
          autoComplete="off"
          spellCheck={false}
          placeholder="0x…"
        />
        <TextField {...field('label')} label="What you call it" optional autoComplete="off" />
        <div className="flex lg:pt-[1.625rem] lg:[&>button]:min-h-10">
          <SubmitButton kind="plain">Add the wallet</SubmitButton>
        </div>
      </form>
    </div>
  )
}
