import { useId } from 'react'
import { LANGUAGE_NAMES, type Language, type Sample } from '@/lib/docs/samples'
import { Code } from './Code'
import { CodeBlock } from './CodeBlock'
import { CopyCode } from './CopyCode'

/** Which of them is shown is a radio button's to say, so that choosing a language needs no script. */
const SHOWN: Record<Language, string> = {
  sh: 'group-has-[input[value=sh]:checked]/samples:block',
  ts: 'group-has-[input[value=ts]:checked]/samples:block',
  python: 'group-has-[input[value=python]:checked]/samples:block',
}

/** The same request in several languages, one of them in view. */
export function CodeSamples({ samples }: { samples: readonly Sample[] }) {
  const name = useId()
  const [first] = samples
  if (first && samples.length === 1) return <CodeBlock code={first.code} language={first.language} />
  return (
    <div className="group/samples min-w-0 shrink-0 overflow-hidden rounded-xl border border-line bg-surface">
      <fieldset className="flex min-h-10 items-end gap-1 border-b border-line px-2 text-xs font-medium">
        <legend className="sr-only">Language of the example</legend>
        {samples.map(({ language }, index) => (
          <label key={language} className="cursor-pointer">
            <input
              type="radio"
              name={name}
              value={language}
              defaultChecked={index === 0}
              data-language
              className="peer sr-only"
            />
            <span className="flex h-11 items-center border-b-2 border-transparent px-2.5 text-muted peer-checked:border-ink peer-checked:text-ink peer-focus-visible:outline-2 peer-focus-visible:-outline-offset-2 peer-focus-visible:outline-link hover:text-ink lg:h-10">
              {LANGUAGE_NAMES[language]}
            </span>
          </label>
        ))}
      </fieldset>
      {samples.map(({ language, code }) => (
        <div key={language} className={`relative hidden ${SHOWN[language]}`}>
          <div className="absolute top-1.5 right-1.5 rounded-md bg-surface">
            <CopyCode code={code} />
          </div>
          <Code code={code} language={language} />
        </div>
      ))}
    </div>
  )
}
