'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/Button'
import { Notice } from '@/components/ui/Notice'
import {
  connect,
  findWallets,
  send,
  WalletRefusal,
  type Chain,
  type FoundWallet,
  type ToSend,
} from './browserWallet'

type Props = {
  call: ToSend
  chain: Chain
  /** Behind it comes the hash. */
  follow: string
}

type State =
  | { at: 'start' | 'looking' | 'signing' }
  | { at: 'choosing'; wallets: readonly FoundWallet[] }
  | { at: 'refused'; text: string }

const NONE = 'There is no wallet in this browser. Copy the transaction below into the wallet that you use.'

/** Has a wallet in the browser sign and send it, and leads to where it is followed: the address of that page keeps the hash. */
export function SignButton({ call, chain, follow }: Props) {
  const [state, setState] = useState<State>({ at: 'start' })

  async function begin() {
    setState({ at: 'looking' })
    const wallets = await findWallets()
    const [only] = wallets
    if (!only) setState({ at: 'refused', text: NONE })
    else if (wallets.length > 1) setState({ at: 'choosing', wallets })
    else await sign(only)
  }

  async function sign(wallet: FoundWallet) {
    setState({ at: 'signing' })
    try {
      const account = await connect(wallet, chain)
      window.location.assign(`${follow}${await send(wallet, account, call)}`)
    } catch (error) {
      const text = error instanceof WalletRefusal ? error.message : 'Your wallet did not answer. Try again.'
      setState({ at: 'refused', text })
    }
  }

  const isBusy = state.at === 'looking' || state.at === 'signing'
  return (
    <div className="scripted flex flex-col items-start gap-3">
      {state.at === 'refused' && <Notice tone="careful">{state.text}</Notice>}
      {state.at === 'choosing' ? (
        <fieldset className="flex flex-wrap gap-3">
          <legend className="mb-2 text-sm font-medium">Your wallets</legend>
          {state.wallets.map((wallet) => (
            <Button key={wallet.id} type="button" onClick={() => sign(wallet)}>
              {wallet.name}
            </Button>
          ))}
        </fieldset>
      ) : (
        <Button type="button" kind="primary" aria-disabled={isBusy} onClick={() => (isBusy ? null : begin())}>
          {state.at === 'signing' ? 'Look into your wallet' : 'Sign with your wallet'}
        </Button>
      )}
      <output className="sr-only">{state.at === 'signing' ? 'Your wallet asks you to confirm.' : ''}</output>
    </div>
  )
}
