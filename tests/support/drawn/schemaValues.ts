import fc from 'fast-check'
import { Raw } from './rawJson'

/** The part of JSON Schema that the API description uses. */
export type Schema = {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  propertyNames?: Schema
  items?: Schema
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  format?: string
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  examples?: unknown[]
}

/** Values for fields of certain names, such as ids: a schema cannot say which exist. */
export type Hints = (name: string) => fc.Arbitrary<unknown> | null

const MOST_ITEMS = 4
const MOST_TEXT = 40
const MOST_NUMBER = 100_000

/** Values that a schema allows; numbers with digits that a float would lose come as `Raw`. */
export function valueOf(schema: Schema, hints: Hints, name = ''): fc.Arbitrary<unknown> {
  const hint = hints(name)
  const plain = plainValue(schema, hints)
  const known = [hint, schema.examples && fc.constantFrom(...schema.examples)].filter((one) => one != null)
  return known.length > 0 ? fc.oneof(...known, plain) : plain
}

function plainValue(schema: Schema, hints: Hints): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map((one) => valueOf(one, hints)))
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (Array.isArray(schema.type)) {
    return fc.oneof(...schema.type.map((type) => valueOf({ ...schema, type }, hints)))
  }
  switch (schema.type) {
    case 'string':
      return textOf(schema)
    case 'integer':
    case 'number':
      return numberOf(schema)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return listOf(schema, hints)
    case 'object':
      return objectOf(schema, hints)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

function textOf({ format, pattern, minLength = 0, maxLength }: Schema): fc.Arbitrary<string> {
  if (format === 'date-time') {
    const [min, max] = [new Date('2025-01-01T00:00:00Z'), new Date('2027-12-31T00:00:00Z')]
    return fc.date({ min, max, noInvalidDate: true }).map((date) => date.toISOString())
  }
  // Names that never resolve: nothing of what is drawn reaches a network.
  if (format === 'uri') return fc.nat(99).map((path) => `https://shop.invalid/${path}`)
  if (format === 'email') return fc.uuid().map((local) => `${local}@shop.invalid`)
  if (pattern) return fc.stringMatching(new RegExp(pattern))
  const bounds = { minLength, maxLength: Math.max(minLength, Math.min(maxLength ?? MOST_TEXT, MOST_TEXT)) }
  const longest = maxLength && maxLength <= 5_000 ? [fc.constant('x'.repeat(maxLength))] : []
  return fc.oneof(
    { arbitrary: fc.string(bounds), weight: 4 },
    {
      arbitrary: fc.string({ ...bounds, unit: 'grapheme' }).filter((text) => fits(text, maxLength)),
      weight: 2,
    },
    ...longest.map((arbitrary) => ({ arbitrary, weight: 1 })),
  )
}

function fits(text: string, maxLength = Number.POSITIVE_INFINITY): boolean {
  return text.length <= maxLength
}

function numberOf(schema: Schema): fc.Arbitrary<unknown> {
  const whole = schema.type === 'integer'
  const least = schema.minimum ?? (schema.exclusiveMinimum === undefined ? 0 : schema.exclusiveMinimum + 1)
  const most = schema.maximum ?? schema.exclusiveMaximum ?? MOST_NUMBER
  const [min, max] = [Math.ceil(least), Math.floor(Math.min(most, Number.MAX_SAFE_INTEGER))]
  const integer =
    min <= max ? fc.oneof(fc.constantFrom(min, max), fc.integer({ min, max })) : fc.constant(least)
  if (whole) return integer
  const cents = fc.integer({
    min: Math.ceil(least * 100),
    max: Math.floor(Math.min(most, MOST_NUMBER) * 100),
  })
  return fc.oneof(
    integer,
    cents.map((value) => new Raw((value / 100).toFixed(2))),
  )
}

function listOf({ items = {}, minItems = 0, maxItems = MOST_ITEMS }: Schema, hints: Hints) {
  return fc.array(valueOf(items, hints), {
    minLength: minItems,
    maxLength: Math.max(minItems, Math.min(maxItems, MOST_ITEMS)),
  })
}

function objectOf(schema: Schema, hints: Hints): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema
  const model = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, valueOf(property, hints, name)]),
  )
  const known = fc.record(model, { requiredKeys: required })
  if (typeof additionalProperties !== 'object' || Object.keys(properties).length > 0) return known
  return fc.dictionary(
    schema.propertyNames ? textOf(schema.propertyNames) : fc.string({ minLength: 1, maxLength: 20 }),
    valueOf(additionalProperties, hints),
    { maxKeys: MOST_ITEMS },
  )
}
