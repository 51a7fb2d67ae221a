'use client'

import { useEffect, useState } from 'react'

const SECONDS = 10

/** Leads on to the shop once it is paid, unless the customer would rather stay. Without a script the button does. */
export function GoOn({ url, merchant }: { url: string; merchant: string }) {
  const [left, setLeft] = useState<number | null>(SECONDS)
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
      <span>
        You return to {merchant} in <span className="figures">{left}</span> seconds.
      </span>
      <button
        type="button"
        onClick={() => setLeft(null)}
        className="inline-flex h-11 items-center font-medium text-link underline underline-offset-4"
      >
        Stay here
      </button>
    </p>
  )
}
