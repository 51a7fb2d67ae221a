import document from '@/server/openapi.json'

/** As much of JSON Schema as the description of this API uses. */
export type Schema = {
  type?: string | readonly string[]
  properties?: Readonly<Record<string, Schema>>
  required?: readonly string[]
  items?: Schema
  anyOf?: readonly Schema[]
  oneOf?: readonly Schema[]
  allOf?: readonly Schema[]
  additionalProperties?: Schema | boolean
  enum?: readonly unknown[]
  const?: unknown
  default?: unknown
  examples?: readonly unknown[]
  description?: string
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  $ref?: string
  'x-decimal-places'?: number
}

export type Parameter = {
  name: string
  in: string
  required?: boolean
  description?: string
  schema: Schema
}

export type MediaType = { schema?: Schema; example?: unknown; 'x-message'?: Schema }

export type Operation = {
  summary: string
  description?: string
  operationId: string
  'x-required-scopes'?: readonly string[]
  security: readonly Readonly<Record<string, readonly string[]>>[]
  parameters?: readonly Parameter[]
  requestBody?: { required?: boolean; content: Readonly<Record<string, MediaType>> }
  responses: Readonly<Record<string, { description: string; content?: Readonly<Record<string, MediaType>> }>>
}

export type Endpoint = { path: string; method: string; operation: Operation }

type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>

// Inferred, a file of this size is a type of its own; that it is valid OpenAPI is tested.
const paths = document.paths as unknown as Paths

/** Every operation of the API, as `server/openapi.json` describes it. */
export const ENDPOINTS: readonly Endpoint[] = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
)
