'use client'

import { usePathname } from 'next/navigation'
import { useEffect } from 'react'

const KEY = 'docs-language'

/** A language that was chosen once is shown in every example, on this page and the next. Draws nothing. */
export function LanguageMemory() {
  const path = usePathname()
  useEffect(() => {
    const stored = remembered()
    if (stored) choose(stored)
    const changed = ({ target }: Event) => {
      if (!(target instanceof HTMLInputElement) || !target.matches('[data-language]')) return
      const before = target.getBoundingClientRect().top
      choose(target.value)
      remember(target.value)
      // Examples above may have become longer; what was clicked stays where it was.
      window.scrollBy(0, target.getBoundingClientRect().top - before)
    }
    document.addEventListener('change', changed)
    return () => document.removeEventListener('change', changed)
  }, [path])
  return null
}

function choose(language: string): void {
  for (const input of document.querySelectorAll<HTMLInputElement>('input[data-language]')) {
    if (input.value === language) input.checked = true
  }
}

/** Storage is refused in some privacy modes; then nothing is remembered. */
function remembered(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

function remember(language: string): void {
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // Nothing is lost but the memory.
  }
}
