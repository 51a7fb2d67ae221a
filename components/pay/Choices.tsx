import type { Choice, Choices as ChoicesView } from '@/lib/pay/choices'

export type ChoiceWords = {
  payIn: string
  network: string
  on: string
  paused: string
  suggested: string
  fee: string
}

/** What it can be paid in, token first and then network: links, so that each choice has an address of its own and needs no script. */
export function Choices({ choices, words }: { choices: ChoicesView; words: ChoiceWords }) {
  const { tokens, networks } = choices
  return (
    <nav aria-label={words.payIn} className="flex flex-col gap-4">
      {tokens.length > 1 && <Group title={words.payIn} choices={tokens} words={words} />}
      {networks.length > 1 && <Group title={words.network} choices={networks} words={words} />}
    </nav>
  )
}

function Group({ title, choices, words }: { title: string; choices: readonly Choice[]; words: ChoiceWords }) {
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm text-muted">{title}</p>
      <ul aria-label={title} className="flex flex-wrap gap-2">
        {choices.map((choice) => (
          <li key={choice.href}>
            <Chip choice={choice} words={words} />
          </li>
        ))}
      </ul>
    </div>
  )
}

const CHIP =
  'flex min-h-11 flex-col justify-center rounded-xl border border-line px-4 py-1.5 text-sm font-medium'

/** A paused one leads nowhere, unless it is what the page tells already. */
function Chip({ choice, words }: { choice: Choice; words: ChoiceWords }) {
  const { label, on, href, current, paused } = choice
  const inside = (
    <>
      {label}
      {on && <span className="text-xs font-normal text-muted">{words.on.replace('{network}', on)}</span>}
      <Note choice={choice} words={words} />
    </>
  )
  return paused && !current ? (
    <span data-paused="" className={`${CHIP} border-dashed text-muted`}>
      {inside}
    </span>
  ) : (
    <a
      href={href}
      aria-current={current ? 'true' : undefined}
      className={`${CHIP} hover:bg-raised aria-[current]:border-action aria-[current]:bg-raised`}
    >
      {inside}
    </a>
  )
}

function Note({ choice: { paused, suggested, fee }, words }: { choice: Choice; words: ChoiceWords }) {
  const notes = paused
    ? [words.paused]
    : [suggested ? words.suggested : null, fee && words.fee.replace('{amount}', fee)].filter(Boolean)
  return notes.length > 0 ? (
    <span className={`text-xs font-normal ${suggested && !paused ? 'text-link' : 'text-muted'}`}>
      {notes.join(' · ')}
    </span>
  ) : null
}
