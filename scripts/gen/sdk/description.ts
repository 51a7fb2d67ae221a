import type { Schema } from './schema'

type Content = Readonly<Record<string, { schema?: Schema; 'x-message'?: Schema }>>

type Parameter = { name: string; in: string; required?: boolean; schema: Schema }

export type Operation = {
  operationId: string
  summary: string
  security: readonly Readonly<Record<string, readonly string[]>>[]
  parameters?: readonly Parameter[]
  requestBody?: { required?: boolean; content: Content }
  responses: Readonly<Record<string, { content?: Content }>>
}

/** As much of the API description as the client is made from. */
export type Description = {
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  webhooks: Readonly<Record<string, { post: { requestBody: { content: Content } } }>>
  components: { schemas: Readonly<Record<string, Schema>> }
}

export type Described = { id: string; method: string; path: string; operation: Operation }

export function operationsOf({ paths }: Description): Described[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: operation.operationId,
      method: method.toUpperCase(),
      path,
      operation,
    })),
  )
}

/** The parameters at one place as the schema of an object, or null where there are none. */
export function parametersIn({ parameters = [] }: Operation, place: 'path' | 'query'): Schema | null {
  const here = parameters.filter((one) => one.in === place)
  if (here.length === 0) return null
  return {
    type: 'object',
    properties: Object.fromEntries(here.map(({ name, schema }) => [name, schema])),
    required: here.filter(({ required }) => required).map(({ name }) => name),
  }
}

export function bodyOf({ requestBody }: Operation): { schema: Schema; required: boolean } | null {
  const schema = requestBody?.content['application/json']?.schema
  return schema ? { schema, required: requestBody?.required ?? false } : null
}

export type AnswerKind = 'json' | 'bytes' | 'stream'

/** What a success brings: a value, a file, or messages one after the other. */
export function answerOf({ responses }: Operation): { kind: AnswerKind; schema: Schema } {
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1]
  const { 'application/json': json, 'text/event-stream': stream } = success?.content ?? {}
  if (json) return { kind: 'json', schema: json.schema ?? {} }
  if (stream) return { kind: 'stream', schema: stream['x-message'] ?? {} }
  return { kind: 'bytes', schema: {} }
}

export function messageOf({ webhooks }: Description, name: string): Schema {
  const schema = webhooks[name]?.post.requestBody.content['application/json']?.schema
  if (!schema) throw new Error(`the description has no webhook ${name}`)
  return schema
}
