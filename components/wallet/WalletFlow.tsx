'use client'

import { useEffect, useRef } from 'react'
import { PRIMARY } from '@/components/pay/primary'
import { fill } from '@/lib/pay/fill'
import { shortHash } from '@/lib/pay/format'
import type { WalletOffer } from '@/lib/pay/walletOffer'
import type { Kept } from './keep'
import { Sent } from './Sent'
import { usePayment, type Phase } from './usePayment'
import { WalletList } from './WalletList'
import type { WalletWords } from './words'

type Props = {
  offer: WalletOffer
  words: WalletWords
  seen: readonly string[]
  /** What was sent before, and is not seen yet. */
  kept: Kept | null
  /** It was opened by whoever has the focus, and not by a page that was loaded anew. */
  asked: boolean
}

/** Paying from a wallet, a thing to do at a time. The focus goes to what is said whenever the thing to do has changed. */
export default function WalletFlow({ offer, words, seen, kept, asked }: Props) {
  const { phase, problem, wallets, connect, pay, look, anew } = usePayment(offer, kept, seen)
  const said = useRef<HTMLOutputElement>(null)
  const begun = useRef(asked)
  useEffect(() => {
    // A page that was loaded anew leaves the focus where it is.
    if (begun.current) said.current?.focus()
    begun.current = true
  }, [phase.at])
  const values = {
    amount: offer.amountText,
    network: offer.chain.name,
    coin: offer.chain.coin.symbol,
    wallet: nameIn(phase),
  }
  const say = (message: string) => fill(message, values)
  return (
    <div className="flex flex-col gap-3" data-phase={phase.at}>
      <output
        ref={said}
        tabIndex={-1}
        className="flex flex-col gap-1 rounded-lg text-[0.9375rem]/6 outline-offset-4"
      >
        {problem && (
          <span data-tone="careful" className="rounded-xl bg-tone-soft p-4 text-sm/6 text-ink">
            {fill(words[problem.word], {
              ...values,
              wallet: values.wallet || words.title,
              ...problem.values,
            })}
          </span>
        )}
        {phase.at === 'choosing' && (
          <span className="font-medium">{wallets.length > 0 ? words.choose : words.none}</span>
        )}
        {phase.at === 'connecting' && <span className="font-medium">{say(words.connecting)}</span>}
        {phase.at === 'ready' && (
          <span className="text-sm text-muted">
            <span className="font-medium text-ink">{values.wallet}</span>{' '}
            <span className="font-mono">{shortHash(phase.connected.address)}</span>
            {phase.held && <span className="figures block">{fill(words.holds, { amount: phase.held })}</span>}
          </span>
        )}
        {phase.at === 'walking' && <span className="font-medium">{say(words[phase.step])}</span>}
        {phase.at === 'sent' && (
          <Sent phase={phase} offer={offer} words={words} onLook={look} onAnew={anew} />
        )}
      </output>
      {phase.at === 'choosing' && <WalletList wallets={wallets} words={words} onChoose={connect} />}
      {phase.at === 'ready' && (
        <>
          <button type="button" className={PRIMARY} onClick={() => void pay(phase.connected)}>
            {say(words.pay)}
          </button>
          <button type="button" className={QUIET} onClick={anew}>
            {words.another}
          </button>
        </>
      )}
    </div>
  )
}

const QUIET =
  'inline-flex h-11 items-center self-start text-sm font-medium text-muted underline decoration-line-strong underline-offset-4 hover:text-ink'

function nameIn(phase: Phase): string {
  switch (phase.at) {
    case 'connecting':
      return phase.name
    case 'ready':
    case 'walking':
      return phase.connected.connector.name
    case 'sent':
      return phase.kept.wallet
    case 'choosing':
      return ''
  }
}
