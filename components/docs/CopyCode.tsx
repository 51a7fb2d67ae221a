'use client'

import { useCopy } from '@/components/ui/useCopy'

/** Copies an example whole. */
export function CopyCode({ code }: { code: string }) {
  const { copied, copy } = useCopy(code)
  return (
    <button
      type="button"
      onClick={copy}
      className="scripted inline-flex h-11 shrink-0 items-center rounded-md px-3 text-xs font-medium text-muted transition-colors hover:bg-raised hover:text-ink lg:h-8"
    >
      {copied ? 'Copied' : 'Copy'}
      <span className="sr-only"> this example</span>
    </button>
  )
}
