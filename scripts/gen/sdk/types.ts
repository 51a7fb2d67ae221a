import { answerOf, bodyOf, operationsOf, parametersIn, type Described, type Description } from './description'
import { modelsOf, type Model } from './models'
import type { Schema } from './schema'
import { comment, fieldsOf, fingerprint, typeOf, type NameOf } from './typeOf'

/** The text of `sdk/src/openapi.gen.ts`: what goes to each operation and what comes back, as types. */
export function clientTypes(description: Description): string {
  const models = modelsOf(description)
  const names = new Map(models.map(({ name, schema }) => [fingerprint(schema), name]))
  const nameOf: NameOf = (schema) => names.get(fingerprint(schema))
  return `${[
    '// Written by `npm run gen` from server/openapi.json; a test fails when it is stale.',
    '/** A number as its digits, such as `16.49`: nothing is lost, however long it is. */\nexport type Decimal = string',
    ...models.map((model) => modelType(model, nameOf)),
    ...Object.entries(ERROR_CODES).map(([name, schema]) =>
      errorCodes(name, description.components.schemas[schema]),
    ),
    `export interface Operations {\n${operationsOf(description)
      .map((one) => operationType(one, nameOf))
      .join('\n')}\n}`,
  ].join('\n\n')}\n`
}

function modelType({ name, schema }: Model, nameOf: NameOf): string {
  const others: NameOf = (one) => (one === schema ? undefined : nameOf(one))
  if (schema.properties) return `export interface ${name} {\n${fieldsOf(schema, others, '  ')}\n}`
  return `export type ${name} = ${typeOf(schema, others)}`
}

/** Names of the types of codes, and the schemas of errors that list them. */
const ERROR_CODES = { InvoicesErrorCode: 'Error', SessionsErrorCode: 'SessionsError' }

function errorCodes(name: string, schema: Schema | undefined): string {
  const code = schema?.properties?.error?.properties?.code
  return `export type ${name} = ${typeOf(code ?? {}, () => undefined)}`
}

function operationType({ id, operation }: Described, nameOf: NameOf): string {
  const part = (name: string, schema: Schema, required: boolean) =>
    `    ${name}${required ? '' : '?'}: ${typeOf(schema, nameOf, '    ')}`
  const [path, query, body] = [
    parametersIn(operation, 'path'),
    parametersIn(operation, 'query'),
    bodyOf(operation),
  ]
  const { kind, schema } = answerOf(operation)
  return [
    `${comment(operation.summary, '  ')}  ${id}: {`,
    ...(path ? [part('path', path, true)] : []),
    ...(query ? [part('query', query, (query.required ?? []).length > 0)] : []),
    ...(body ? [part('body', body.schema, body.required)] : []),
    kind === 'bytes' ? '    answer: Uint8Array' : part('answer', schema, true),
    '  }',
  ].join('\n')
}
