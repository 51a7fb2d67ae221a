'use client'

import { lazy, Suspense, useState, useSyncExternalStore } from 'react'
import { PRIMARY } from '@/components/pay/primary'
import type { WalletOffer } from '@/lib/pay/walletOffer'
import { keptText, readKept, whenKept } from './keep'
import type { WalletWords } from './words'

/** Comes when it is asked for: until then a page weighs nothing of it. */
const WalletFlow = lazy(() => import('./WalletFlow'))

export type WalletProps = {
  offer: WalletOffer
  words: WalletWords
  /** Hashes of payments that the page shows already. */
  seen: readonly string[]
}

/** Pays from a wallet in the browser. What was sent before a reload is found again. */
export function ConnectWallet({ offer, words, seen }: WalletProps) {
  const [asked, setAsked] = useState(false)
  const text = useSyncExternalStore(
    whenKept,
    () => keptText(offer.invoiceId),
    () => null,
  )
  const kept = readKept(text)
  const isUnseen = kept !== null && !(kept.hash !== null && seen.includes(kept.hash))
  return (
    <section aria-label={words.title} data-wallet="" className="scripted flex min-h-28 flex-col gap-3">
      {asked || isUnseen ? (
        <Suspense fallback={<p className="text-sm/6 text-muted">{words.loading}</p>}>
          <WalletFlow offer={offer} words={words} seen={seen} kept={isUnseen ? kept : null} asked={asked} />
        </Suspense>
      ) : (
        <>
          <button type="button" className={PRIMARY} onClick={() => setAsked(true)}>
            {words.connect}
          </button>
          <p className="text-sm/6 text-muted">{words.hint}</p>
        </>
      )}
    </section>
  )
}
