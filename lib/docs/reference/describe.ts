import recorded from './answers.json'
import { exampleOf } from './example'
import { fieldsOf, type Field } from './fields'
import type { Endpoint, MediaType, Parameter } from './openapi'
import { exampleRequest, variablesOf } from './request'
import { snippetsOf } from './snippets'
import type { Sample } from '../samples'

export type Refusal = { status: string; codes: readonly string[] }

/** An endpoint as the reference shows it. */
export type Described = {
  id: string
  method: string
  path: string
  summary: string
  description: string | null
  scopes: readonly string[]
  access: 'key' | 'operator' | 'anyone'
  parameters: readonly { title: string; fields: readonly Field[] }[]
  body: readonly Field[]
  answer: { status: string; types: readonly string[]; fields: readonly Field[]; example: string | null }
  refusals: readonly Refusal[]
  variables: readonly string[]
  samples: readonly Sample[]
}

/** What an instance answered to the examples: `npm run docs:answers`. */
const answers: Readonly<Record<string, unknown>> = recorded

/** All that is to be said of an endpoint, with examples that reach this instance. */
export function describeEndpoint(endpoint: Endpoint, publicUrl: string): Described {
  const { path, method, operation } = endpoint
  const request = exampleRequest(endpoint, publicUrl)
  const schemes = operation.security.flatMap((one) => Object.keys(one))
  return {
    id: operation.operationId,
    method,
    path,
    summary: operation.summary,
    description: operation.description ?? null,
    scopes: operation['x-required-scopes'] ?? [],
    access: schemes.includes('cronSecret') ? 'operator' : schemes.length > 0 ? 'key' : 'anyone',
    parameters: [
      { title: 'Path', fields: parametersIn('path', operation.parameters) },
      { title: 'Query', fields: parametersIn('query', operation.parameters) },
      { title: 'Headers', fields: parametersIn('header', operation.parameters) },
    ].filter(({ fields }) => fields.length > 0),
    body: fieldsOf(operation.requestBody?.content['application/json']?.schema),
    answer: answerOf(endpoint),
    refusals: Object.entries(operation.responses)
      .filter(([status]) => !status.startsWith('2'))
      .map(([status, { description }]) => ({ status, codes: description.split(', ') })),
    variables: variablesOf(request),
    samples: snippetsOf(request),
  }
}

function parametersIn(place: string, parameters: readonly Parameter[] = []): Field[] {
  const here = parameters.filter((parameter) => parameter.in === place)
  return fieldsOf({
    properties: Object.fromEntries(
      here.map(({ name, schema, description }) => [
        name,
        { ...schema, ...(description ? { description } : {}) },
      ]),
    ),
    required: here.filter(({ required }) => required).map(({ name }) => name),
  })
}

function answerOf({ operation }: Endpoint): Described['answer'] {
  const [status, response] = Object.entries(operation.responses).find(([one]) => one.startsWith('2')) ?? []
  const content = response?.content ?? {}
  const json: MediaType | undefined = content['application/json'] ?? messageOf(content['text/event-stream'])
  const told = answers[operation.operationId] ?? exampleOf(json)
  const example = told === undefined ? null : JSON.stringify(told, null, 2)
  return { status: status ?? '200', types: Object.keys(content), fields: fieldsOf(json?.schema), example }
}

function messageOf(stream: MediaType | undefined): MediaType | undefined {
  return stream?.['x-message'] ? { schema: stream['x-message'] } : undefined
}
