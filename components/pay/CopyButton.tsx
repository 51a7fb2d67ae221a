'use client'

import { useCopy } from '@/components/ui/useCopy'

const ICON =
  'size-4 shrink-0 fill-none stroke-current stroke-[1.5] [stroke-linecap:round] [stroke-linejoin:round]'
const CHECK = 'm3.5 8.5 3 3 6-7'
const SHEETS =
  'M5.5 5.5h7a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1zM3.5 10.5a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1h6a1 1 0 0 1 1 1'

const ENGLISH = { copy: 'Copy', copied: 'Copied' }

type Props = {
  text: string
  /** What is copied, after the word for it. */
  what: string
  /** In English unless said. */
  words?: { copy: string; copied: string }
}

/** Copies `text` and says so for a moment, in the button's own name, which screen readers read while it has the focus. */
export function CopyButton({ text, what, words = ENGLISH }: Props) {
  const { copied, copy } = useCopy(text)
  return (
    <button
      type="button"
      onClick={copy}
      className="scripted inline-flex h-11 min-w-28 grow items-center justify-center gap-2 rounded-lg border border-line bg-surface px-4 text-sm font-medium text-ink transition-colors hover:border-line-strong"
    >
      <svg aria-hidden="true" viewBox="0 0 16 16" className={ICON}>
        <path d={copied ? CHECK : SHEETS} />
      </svg>
      {copied ? words.copied : words.copy}
      <span className="sr-only">{` ${what}`}</span>
    </button>
  )
}
