import type { Step } from '@/lib/pay/view'

const LINE: Record<Step['state'], string> = { done: 'bg-tone', current: 'bg-tone', todo: 'bg-line' }

/** The way of a payment, in three steps. */
export function Steps({ steps }: { steps: Step[] }) {
  if (steps.length === 0) return null
  return (
    <ol aria-label="Progress" className="grid grid-cols-3 gap-2">
      {steps.map(({ label, state }) => (
        <li
          key={label}
          aria-current={state === 'current' ? 'step' : undefined}
          className="flex flex-col gap-2"
        >
          <span
            aria-hidden="true"
            className={`h-1 rounded-full ${LINE[state]} ${state === 'current' ? 'breathing' : ''}`}
          />
          <span className={`text-xs font-medium ${state === 'todo' ? 'text-faint' : 'text-ink'}`}>
            {label}
            {state === 'done' && <span className="sr-only">, done</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}
