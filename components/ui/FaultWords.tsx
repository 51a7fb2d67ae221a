'use client'

import { createContext, useContext } from 'react'

type Words = { title: string; text: string; again: string; reference: string }

const ENGLISH: Words = {
  title: 'This page could not be shown',
  text: 'The fault is on our side. If you have paid, do not pay again: payments are found without this page.',
  again: 'Try again',
  reference: 'Reference',
}

const Context = createContext<Words>(ENGLISH)

/** What a page says that could not be rendered: whoever shows it knows nothing more, so the words come before. */
export function FaultWords({ words, children }: { words: Words; children: React.ReactNode }) {
  return <Context value={words}>{children}</Context>
}

export function useFaultWords(): Words {
  return useContext(Context)
}
