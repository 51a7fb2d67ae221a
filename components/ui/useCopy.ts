'use client'

import { useEffect, useState } from 'react'
import { copyText } from './copyText'

const SHOWN_MS = 2_000

/** Copies a text, and says for a moment that it did. */
export function useCopy(text: string): { copied: boolean; copy: () => void } {
  const [times, setTimes] = useState(0)
  useEffect(() => {
    if (times === 0) return
    const timer = setTimeout(() => setTimes(0), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [times])

  const copy = async () => {
    if (await copyText(text)) setTimes((count) => count + 1)
  }
  return { copied: times > 0, copy: () => void copy() }
}
