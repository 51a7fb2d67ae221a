import type { Connector } from 'wagmi'
import { fill } from '@/lib/pay/fill'
import { appLinks } from './appLinks'
import type { WalletWords } from './words'

type Props = {
  wallets: readonly Connector[]
  words: WalletWords
  onChoose: (wallet: Connector) => Promise<void>
}

/** The wallets that announced themselves, or, where none did, the apps that have a browser of their own. */
export function WalletList({ wallets, words, onChoose }: Props) {
  if (wallets.length === 0) return <Apps words={words} />
  return (
    <ul className="flex flex-col gap-2">
      {wallets.map((wallet) => (
        <li key={wallet.uid}>
          <button type="button" className={ROW} onClick={() => void onChoose(wallet)}>
            <Icon icon={wallet.icon} />
            {wallet.name}
          </button>
        </li>
      ))}
    </ul>
  )
}

const ROW =
  'flex min-h-12 w-full items-center gap-3 rounded-xl border border-line bg-surface px-4 text-start text-sm font-medium text-ink transition-colors hover:border-line-strong'

/** A wallet draws itself (EIP-6963): only as an image, in which nothing runs, and from no other origin. */
function Icon({ icon }: { icon: string | undefined }) {
  const own = icon?.trim()
  return own?.startsWith('data:image/') ? (
    // oxlint-disable-next-line nextjs/no-img-element -- it is in the page already
    <img src={own} alt="" width={24} height={24} className="size-6 rounded-md" />
  ) : (
    <span aria-hidden="true" className="size-6 rounded-md bg-raised" />
  )
}

function Apps({ words }: { words: WalletWords }) {
  return (
    <>
      <p className="text-sm/6 text-muted">{words.noneHint}</p>
      <ul className="grid gap-2 sm:grid-cols-3">
        {appLinks(window.location.href).map(({ name, href }) => (
          <li key={name}>
            <a href={href} rel="noreferrer" className={ROW}>
              {fill(words.openIn, { wallet: name })}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
