import type { PayLink } from '@/lib/pay/payLink'
import type { WalletWords } from '@/lib/pay/waysView'
import { Chevron } from './Chevron'
import { QrCode } from './QrCode'

/**
 * A payment as a link (EIP-681), behind a choice: a wallet that reads only half of one may send to a token's contract. The code of the plain
 * address stays what a page shows first.
 */
export function AmountCode({ link: { uri, label }, words }: { link: PayLink; words: WalletWords }) {
  return (
    <details className="group rounded-xl border border-line px-4">
      <summary className="flex min-h-12 items-center gap-2 text-sm font-medium text-link">
        {words.code}
        <Chevron />
      </summary>
      <div className="flex flex-col gap-4 pt-2 pb-4">
        <p className="text-sm/6 text-muted">{words.codeHint}</p>
        <div className="mx-auto w-full max-w-56 rounded-2xl border border-line bg-white p-1" data-link={uri}>
          <QrCode text={uri} label={label} />
        </div>
        <a
          href={uri}
          className="inline-flex min-h-11 items-center justify-center self-stretch rounded-lg border border-line px-4 text-sm font-medium hover:border-line-strong sm:self-center"
        >
          {words.openLink}
        </a>
      </div>
    </details>
  )
}
