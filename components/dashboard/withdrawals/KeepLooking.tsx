'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const AGAIN_MS = 5_000

/** Has the page told anew while somebody looks at it. */
export function KeepLooking() {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && router.refresh(), AGAIN_MS)
    return () => clearInterval(timer)
  }, [router])
  return null
}
