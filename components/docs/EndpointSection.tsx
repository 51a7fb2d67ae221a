import type { Described } from '@/lib/docs/reference/describe'
import { CodeBlock } from './CodeBlock'
import { CodeSamples } from './CodeSamples'
import { FieldList } from './FieldList'
import { InlineCode } from './Inline'
import { Method } from './Method'
import { Refusals } from './Refusals'

/** One endpoint: what it takes and gives on one side, examples to run on the other. */
export function EndpointSection({ endpoint }: { endpoint: Described }) {
  const { id, method, path, summary, description, parameters, body, answer } = endpoint
  return (
    <article className="border-t border-line pt-10">
      <div className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,32rem)]">
        <div className="flex min-w-0 flex-col gap-5">
          <header className="flex flex-col gap-2">
            <h2 id={id} className="scroll-mt-20 text-xl font-semibold tracking-tight lg:scroll-mt-8">
              {summary}
            </h2>
            <p className="flex flex-wrap items-center gap-2.5">
              <Method method={method} />
              <code className="font-mono text-sm break-all text-muted">{path}</code>
            </p>
            {description && <p className="text-[0.9375rem]/7">{description}</p>}
            <Needs endpoint={endpoint} />
          </header>
          {parameters.map(({ title, fields }) => (
            <Part key={title} title={title}>
              <FieldList fields={fields} sent />
            </Part>
          ))}
          {body.length > 0 && (
            <Part title="Body">
              <FieldList fields={body} sent />
            </Part>
          )}
          <Part title={`Answers ${answer.status}`}>
            {answer.fields.length > 0 ? (
              <FieldList fields={answer.fields} sent={false} />
            ) : (
              <p className="py-3 text-sm text-muted">{answer.types.join(', ')}</p>
            )}
          </Part>
          <Refusals refusals={endpoint.refusals} />
        </div>
        <div className="flex min-w-0 flex-col gap-4 xl:sticky xl:top-8 xl:max-h-[calc(100dvh-4rem)] xl:self-start xl:overflow-y-auto">
          <CodeSamples samples={endpoint.samples} />
          {answer.example && (
            <CodeBlock code={answer.example} language="json" title={`Answer, ${answer.status}`} />
          )}
        </div>
      </div>
    </article>
  )
}

function Needs({ endpoint: { access, scopes, variables } }: { endpoint: Described }) {
  return (
    <p className="text-sm/6 text-muted">
      {access === 'anyone' && 'No key is needed. '}
      {access === 'operator' && 'For the operator, with the cron secret. '}
      {access === 'key' && (
        <>
          Needs{' '}
          {scopes.map((scope, index) => (
            <span key={scope}>
              {index > 0 && ' or '}
              <InlineCode>{scope}</InlineCode>
            </span>
          ))}
          .{' '}
        </>
      )}
      {variables.length > 0 && (
        <>
          The examples read{' '}
          {variables.map((name, index) => (
            <span key={name}>
              {index > 0 && ' and '}
              <InlineCode>{name}</InlineCode>
            </span>
          ))}{' '}
          from the environment.
        </>
      )}
    </p>
  )
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div>
      <h3 className="border-b border-line pb-2 text-sm font-semibold">{title}</h3>
      {children}
    </div>
  )
}
