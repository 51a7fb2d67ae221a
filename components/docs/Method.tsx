import type { Tone } from '@/lib/pay/view'

const TONES: Record<string, Tone> = { POST: 'good', PUT: 'careful', PATCH: 'careful', DELETE: 'bad' }

/** An HTTP method, which its colour repeats. */
export function Method({ method }: { method: string }) {
  return (
    <span
      data-tone={TONES[method] ?? 'calm'}
      className="rounded-md bg-tone-soft px-2 py-0.5 font-mono text-xs/5 font-semibold text-tone"
    >
      {method}
    </span>
  )
}
