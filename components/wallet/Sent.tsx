import { fill } from '@/lib/pay/fill'
import { shortHash } from '@/lib/pay/format'
import type { WalletOffer } from '@/lib/pay/walletOffer'
import type { Kept } from './keep'
import type { Phase } from './usePayment'
import type { WalletWord, WalletWords } from './words'

type Props = {
  phase: Extract<Phase, { at: 'sent' }>
  offer: WalletOffer
  words: WalletWords
  onLook: (kept: Kept) => Promise<void>
  onAnew: () => void
}

/** By what became of it: the line that says it, and the one that says what to do. */
const LINES: Record<string, readonly [WalletWord, WalletWord?]> = {
  waiting: ['sent', 'sentHint'],
  mined: ['mined', 'minedHint'],
  repriced: ['repriced', 'minedHint'],
  failed: ['failed'],
  cancelled: ['cancelled'],
  replaced: ['replaced'],
  lost: ['lost'],
}

/** What was sent, what became of it, and what can be done. */
export function Sent({ phase: { kept, became }, offer, words, onLook, onAnew }: Props) {
  const [line, hint] = LINES[became ?? 'waiting'] ?? ['sent']
  const isOver = became === 'failed' || became === 'cancelled' || became === 'replaced'
  const isGood = became === 'mined' || became === 'repriced'
  return (
    <>
      <span
        data-tone={isOver || became === 'lost' ? 'careful' : isGood ? 'good' : 'working'}
        className="flex flex-col gap-1 rounded-xl bg-tone-soft p-4 text-sm/6"
      >
        <span className="text-base font-semibold text-tone">
          {fill(words[line], { wallet: kept.wallet })}
        </span>
        <span className="figures">{kept.amountText}</span>
        {hint && <span>{words[hint]}</span>}
        {kept.hash && <Transaction hash={kept.hash} explorer={offer.chain.explorer} words={words} />}
      </span>
      {(isOver || became === 'lost') && (
        <span className="flex flex-wrap gap-x-6">
          {became === 'lost' && (
            <button type="button" className={QUIET} onClick={() => void onLook(kept)}>
              {words.look}
            </button>
          )}
          <button type="button" className={QUIET} onClick={onAnew}>
            {isOver ? words.back : words.anew}
          </button>
        </span>
      )}
    </>
  )
}

const QUIET =
  'inline-flex h-11 items-center text-sm font-medium text-muted underline decoration-line-strong underline-offset-4 hover:text-ink'

function Transaction({
  hash,
  explorer,
  words,
}: {
  hash: string
  explorer: string | null
  words: WalletWords
}) {
  const short = <span className="font-mono">{shortHash(hash)}</span>
  return (
    <span className="text-muted" data-hash={hash}>
      {words.transaction}{' '}
      {explorer ? (
        <a
          href={fill(explorer, { hash })}
          target="_blank"
          rel="noreferrer noopener"
          className="-my-2 inline-flex h-11 items-center text-link underline-offset-4 hover:underline"
        >
          {short}
          <span className="sr-only"> {words.newTab}</span>
        </a>
      ) : (
        short
      )}
    </span>
  )
}
