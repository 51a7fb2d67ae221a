'use client'

import { useEffect, useState } from 'react'

type Props = {
  url: string
  /** How long is left, from the end backwards: the last is shown first. */
  leaving: readonly string[]
  stay: string
}

/** Leads on to the shop once it is paid, unless the customer would rather stay. Without a script the button does. */
export function GoOn({ url, leaving, stay }: Props) {
  const [left, setLeft] = useState<number | null>(leaving.length - 1)
  useEffect(() => {
    if (left === null) return
    if (left === 0) {
      window.location.assign(url)
      return
    }
    const timer = setTimeout(() => setLeft(left - 1), 1_000)
    return () => clearTimeout(timer)
  }, [left, url])
  if (left === null) return null
  return (
    <p className="scripted flex flex-wrap items-center gap-x-4 text-sm text-muted">
      <span className="figures">{leaving[left]}</span>
      <button
        type="button"
        onClick={() => setLeft(null)}
        className="inline-flex h-11 items-center font-medium text-link underline underline-offset-4"
      >
        {stay}
      </button>
    </p>
  )
}
