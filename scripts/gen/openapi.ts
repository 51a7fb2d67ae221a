import { z } from 'zod'
import { KEY_FORMS } from '@/lib/auth/keyForms'
import { ERROR_CATALOGUE, ERROR_CODES } from '@/lib/http/invoices/errorCatalogue'
import type { Refusals, Route } from '@/lib/http/dialect'
import { GLOSSARY } from '@/lib/http/invoices/glossary'
import { CHECKOUT_ERROR_SCHEMA } from '@/lib/http/checkout/errors'
import { CHECKOUT_GLOSSARY } from '@/lib/http/checkout/glossary'
import { sessionCookie } from '@/lib/auth/sessionToken'
import { SESSIONS_ERROR_SCHEMA } from '@/lib/http/sessions/errors'
import { webhookTestMessage } from '@/lib/http/invoices/presentWebhookTest'
import { webhookMessage } from '@/lib/http/invoices/webhookMessage'
import { eventAnswer } from '@/lib/http/sessions/eventSchemas'
import { SESSIONS_GLOSSARY } from '@/lib/http/sessions/glossary'
import type { RouteSpec } from '@/lib/http/spec'
import type { Entry } from '@/server/router'
import { refusalsOf } from './codes'
import { withMeanings, type Glossary } from './meanings'
import { headersOf, RESPONSE_HEADERS } from './responseHeaders'

type Json = Record<string, unknown>

/** Each document's own words, by the form of its errors. */
const GLOSSARIES: Record<Refusals['schema'], Glossary> = {
  Error: GLOSSARY,
  SessionsError: SESSIONS_GLOSSARY,
  CheckoutError: CHECKOUT_GLOSSARY,
}

/** The OpenAPI 3.1 description of every route in the manifest, made from the schemas that the pipeline checks with. */
export function openApi(entries: readonly Entry[], version: string): Json {
  const described = entries.filter(
    ({ path, methods }) =>
      !path.includes('{...') && !Object.values(methods).every(({ spec }) => spec.isInternal),
  )
  return {
    openapi: '3.1.0',
    info: {
      title: 'Crypto Checkout API',
      version,
      description: 'Invoices in fiat, paid in crypto, settled to the merchant’s own treasury.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths: Object.fromEntries(
      described.map(({ path, methods }) => [
        path,
        Object.fromEntries(
          Object.entries(methods).map(([method, route]) => [
            method.toLowerCase(),
            operation(path, method, route),
          ]),
        ),
      ]),
    ),
    webhooks: {
      invoice_event: delivered(
        'What happened to an invoice, to an endpoint of webhook-endpoints',
        webhookMessage,
      ),
      webhook_test: delivered('A test of such an endpoint', webhookTestMessage),
      session_event: delivered(
        'What happened to a checkout session, to an endpoint of webhook_endpoints',
        eventAnswer,
        SESSIONS_GLOSSARY,
      ),
    },
    components: {
      schemas: {
        Error: ERROR,
        SessionsError: SESSIONS_ERROR_SCHEMA,
        CheckoutError: CHECKOUT_ERROR_SCHEMA,
      },
      headers: RESPONSE_HEADERS,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: `Keys: ${prefixes()}` },
        apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: sessionCookie('https:').name,
          description: 'Of signing in at /login; without the prefix where the server is reached by http',
        },
        cronSecret: { type: 'http', scheme: 'bearer', description: 'The operator’s CRON_SECRET' },
      },
    },
  }
}

function operation(path: string, method: string, route: Route): Json {
  const { spec } = route
  const glossary = GLOSSARIES[route.dialect.refusals.schema]
  const scopes = spec.access.kind === 'scopes' ? spec.access.scopes : []
  return {
    summary: spec.summary,
    operationId: operationId(path, method),
    ...(scopes.length > 0 ? { 'x-required-scopes': scopes } : {}),
    security: securityOf(route),
    ...parametersOf(spec, glossary),
    ...(spec.body
      ? {
          requestBody: {
            required: !spec.bodyOptional,
            content: {
              'application/json': {
                schema: schemaOf(spec.body, 'input', glossary),
                ...(spec.example === undefined ? {} : { example: spec.example }),
              },
            },
          },
        }
      : {}),
    responses: responsesOf(route, glossary),
  }
}

/** What a merchant's server is sent, and has to answer. */
function delivered(summary: string, message: z.ZodType, glossary: Glossary = GLOSSARY): Json {
  return {
    post: {
      summary,
      requestBody: { content: { 'application/json': { schema: schemaOf(message, 'output', glossary) } } },
      responses: { '2XX': { description: 'Taken' } },
    },
  }
}

/** Document 002's paths that differ from document 004's in their hyphens alone. */
const NAMESAKES: Readonly<Record<string, string>> = { webhook_endpoints: 'session_webhook_endpoints' }

function operationId(path: string, method: string): string {
  const words = path
    .split('/')
    .slice(2)
    .map((word) => NAMESAKES[word] ?? word.replace(/[{}]/g, ''))
  return [method.toLowerCase(), ...words.map((word) => word.replace(/[^0-9A-Za-z]/g, '_'))].join('_')
}

function securityOf({ spec: { access }, dialect }: Route): Json[] {
  if (access.kind === 'public') return []
  if (access.kind === 'operator') return [{ cronSecret: [] }]
  const session = dialect.authenticate ? [{ session: [] }] : []
  return [{ bearer: [] }, { apiKey: [] }, ...session]
}

function parametersOf(spec: RouteSpec, glossary: Glossary): Json {
  const parameters = [
    ...parametersIn('path', spec.params, glossary),
    ...parametersIn('query', spec.query, glossary),
    ...(spec.message ? [LAST_EVENT_ID] : []),
    ...(spec.cache ? [IF_NONE_MATCH] : []),
    ...(spec.idempotent
      ? [
          {
            name: 'Idempotency-Key',
            in: 'header',
            required: false,
            description: 'The same key within 24 hours gets the same answer.',
            schema: { type: 'string', minLength: 1, maxLength: 255 },
          },
        ]
      : []),
  ]
  return parameters.length > 0 ? { parameters } : {}
}

const IF_NONE_MATCH: Json = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'The ETag of the answer that the client has; 304 while it is still so.',
  schema: { type: 'string' },
}

const LAST_EVENT_ID: Json = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  description: 'The id of the last event that was seen; what came after it is told first.',
  schema: { type: 'string' },
}

function parametersIn(place: 'path' | 'query', schema: z.ZodType | undefined, glossary: Glossary): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input', glossary) as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

function responsesOf(route: Route, glossary: Glossary): Json {
  const { spec } = route
  const $ref = `#/components/schemas/${route.dialect.refusals.schema}`
  const content: Json = spec.response
    ? { 'application/json': { schema: schemaOf(spec.response, 'output', glossary) } }
    : Object.fromEntries((spec.produces ?? []).map((type) => [type, mediaType(spec, glossary)]))
  const errors = [...refusalsOf(route)].map(([status, codes]): [string, Json] => [
    String(status),
    {
      description: codes.join(', '),
      'x-error-codes': codes,
      content: { 'application/json': { schema: { $ref } } },
    },
  ])
  const responses: Record<string, Json> = {
    [String(spec.status ?? 200)]: { description: 'Success', content },
    ...(spec.message ? { 204: { description: 'There is nothing more to tell' } } : {}),
    ...(spec.cache ? { 304: { description: 'What the client has is still so' } } : {}),
    ...Object.fromEntries(errors),
  }
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => {
      const { description, ...rest } = response
      return [status, { description, ...headersOf(spec, Number.parseInt(status, 10)), ...rest }]
    }),
  )
}

/** Files speak for themselves; of a stream, the data of each message is described. */
function mediaType({ message }: RouteSpec, glossary: Glossary): Json {
  return message ? { 'x-message': schemaOf(message, 'output', glossary) } : {}
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output', glossary: Glossary): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    // A format says it shorter than the pattern that checks it.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format) delete jsonSchema.pattern
    },
  })
  return withMeanings(json, glossary)
}

function prefixes(): string {
  return Object.values(KEY_FORMS)
    .map(({ prefix }) => `${prefix}…`)
    .join(', ')
}

/** What a program may rely on in an `error`, and in each of its `errors`. */
const PROBLEM: Json = {
  code: { type: 'string', enum: ERROR_CODES },
  message: { type: 'string' },
  field: {
    type: 'string',
    description: 'The path of what is wrong; a name that is no plain word stands in brackets as JSON',
    examples: ['items[0].unit_price'],
  },
  constraints: {
    type: 'object',
    description: 'What the field must keep to',
    additionalProperties: {
      anyOf: [{ type: ['string', 'number', 'boolean'] }, { type: 'array', items: { type: 'string' } }],
    },
    examples: [{ min_amount: 0.5, max_amount: 10000, currency: 'USD' }],
  },
}

const ERROR: Json = {
  type: 'object',
  required: ['error', 'request_id', 'trace_id', 'timestamp'],
  properties: {
    error: {
      type: 'object',
      required: ['type', 'code', 'message', 'suggestions', 'documentation_url'],
      properties: {
        type: {
          type: 'string',
          enum: [...new Set(ERROR_CODES.map((code) => ERROR_CATALOGUE[code].type))],
        },
        ...PROBLEM,
        suggestions: { type: 'array', minItems: 1, items: { type: 'string' } },
        errors: {
          type: 'array',
          description: 'Where several things are wrong: all of them, the first one too',
          minItems: 2,
          maxItems: 20,
          items: { type: 'object', required: ['code', 'message'], properties: PROBLEM },
        },
        documentation_url: { type: 'string', format: 'uri' },
      },
    },
    request_id: {
      type: 'string',
      description: 'Also the header X-Request-Id',
      pattern: '^req_[0-9a-z]{26}$',
    },
    trace_id: {
      type: 'string',
      description: 'Of the W3C traceparent that was sent, else a new one',
      pattern: '^[0-9a-f]{32}$',
    },
    timestamp: { type: 'string', format: 'date-time' },
  },
}
