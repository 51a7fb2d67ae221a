import { decimalsOf, type Decimals } from './decimals'
import { answerOf, bodyOf, messageOf, operationsOf, type Described, type Description } from './description'

/** The text of `sdk/src/operations.gen.ts`: what the client has to know of each operation while it runs. */
export function clientOperations(description: Description): string {
  const entries = operationsOf(description).map((one) => `  ${one.id}: ${written(factsOf(one))},`)
  const inEvents = decimalsOf(messageOf(description, 'invoice_event'))
  return `${[
    '// Written by `npm run gen` from server/openapi.json; a test fails when it is stale.',
    "import type { Operations } from './openapi.gen.js'\nimport type { Decimals, OperationFacts } from './operation.js'",
    `export const OPERATIONS: Readonly<Record<keyof Operations, OperationFacts>> = {\n${entries.join('\n')}\n}`,
    `/** Where decimals stand in the events that webhooks tell. */\nexport const EVENT_DECIMALS: Decimals = ${written(inEvents)}`,
  ].join('\n\n')}\n`
}

function factsOf({ method, path, operation }: Described): Record<string, unknown> {
  const { security, parameters = [] } = operation
  const body = bodyOf(operation)
  const { kind, schema } = answerOf(operation)
  const needs = security.some((one) => 'cronSecret' in one)
    ? 'cronSecret'
    : security.length > 0
      ? 'key'
      : 'nothing'
  const sent = body && decimalsOf(body.schema)
  const told = decimalsOf(schema)
  return {
    method,
    path,
    needs,
    answers: kind,
    ...(parameters.some(({ name }) => name === 'Idempotency-Key') ? { idempotent: true } : {}),
    ...(sent ? { sends: sent } : {}),
    ...(told ? { tells: told } : {}),
  }
}

/** A value as its shortest literal. */
function written(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value as Record<string, Decimals>)
  return `{ ${members.map(([name, member]) => `${/^\w+$/.test(name) ? name : `'${name}'`}: ${written(member)}`).join(', ')} }`
}
