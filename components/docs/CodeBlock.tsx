import { Code } from './Code'
import { CopyCode } from './CopyCode'

type Props = { code: string; language: string | undefined; title?: React.ReactNode }

/** One piece of code under its name. */
export function CodeBlock({ code, language, title }: Props) {
  return (
    <div className="min-w-0 shrink-0 overflow-hidden rounded-xl border border-line bg-surface">
      <div className="flex min-h-10 items-center justify-between gap-3 border-b border-line py-0.5 pr-1.5 pl-4 text-xs font-medium text-muted">
        <span className="min-w-0 truncate">
          {title ?? (language ? (NAMES[language] ?? language) : 'Text')}
        </span>
        <CopyCode code={code} />
      </div>
      <Code code={code} language={language} />
    </div>
  )
}

const NAMES: Record<string, string> = {
  sh: 'Shell',
  ts: 'TypeScript',
  python: 'Python',
  json: 'JSON',
  http: 'HTTP',
}
