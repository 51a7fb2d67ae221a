import type { Tone } from '@/lib/pay/view'

export type BadgeTone = Tone | 'plain'

/** A state in a word or two; the colour says nothing that the word does not. */
export function Badge({ tone, children }: { tone: BadgeTone; children: React.ReactNode }) {
  return (
    <span
      data-tone={tone}
      className="inline-flex items-center gap-1.5 rounded-md bg-tone-soft px-2 py-0.5 text-xs/5 font-medium whitespace-nowrap text-tone"
    >
      {children}
    </span>
  )
}
