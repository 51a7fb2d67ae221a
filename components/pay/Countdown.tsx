'use client'

import { useEffect, useState } from 'react'
import { countdown } from '@/lib/pay/format'

/** Time left by the server's clock: the browser's own is trusted only to tick. */
export function Countdown({ expiresAt, now }: { expiresAt: number; now: number }) {
  const [left, setLeft] = useState(expiresAt - now)
  useEffect(() => {
    const started = performance.now()
    const show = () => setLeft(expiresAt - now - (performance.now() - started))
    show()
    const timer = setInterval(show, 1_000)
    return () => clearInterval(timer)
  }, [expiresAt, now])
  return (
    <span role="timer" dir="ltr" className="figures font-medium text-ink">
      {countdown(left)}
    </span>
  )
}
