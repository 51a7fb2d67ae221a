import type { Schema } from './openapi'

export type Field = {
  name: string
  /** Such as `number`, `list of objects` or `text or null`. */
  type: string
  required: boolean
  /** Bounds, formats and defaults, each in a few words. */
  limits: readonly string[]
  /** The values it can have, where these are few. */
  values: readonly string[]
  description: string | null
  fields: readonly Field[]
}

const NAMES: Record<string, string> = {
  string: 'text',
  boolean: 'true or false',
  array: 'list',
  integer: 'integer',
}

/** The fields of an object, or of the objects in a list. */
export function fieldsOf(schema: Schema | undefined): Field[] {
  const holder = objectIn(schema)
  if (!holder) return []
  const required = new Set(holder.required)
  return Object.entries(holder.properties ?? {}).map(([name, property]) =>
    field(name, property, required.has(name)),
  )
}

function field(name: string, schema: Schema, required: boolean): Field {
  const { alternatives, nullable } = withoutNull(schema)
  const main = alternatives[0] ?? schema
  const types = [...new Set(alternatives.map(typeOf)), ...(nullable ? ['null'] : [])]
  return {
    name,
    type: types.join(' or '),
    required,
    limits: limitsOf(main, schema.default),
    values: alternatives.flatMap((one) => valuesOf(one)),
    description: schema.description ?? main.description ?? null,
    fields: alternatives.flatMap((one) => fieldsOf(one)),
  }
}

/** A schema that can be null is one of several alternatives, or has `null` among its types. */
function withoutNull(schema: Schema): { alternatives: Schema[]; nullable: boolean } {
  const all = schema.anyOf ?? schema.oneOf ?? [schema]
  const listed = all.flatMap((one) =>
    Array.isArray(one.type) ? one.type.map((type: string) => ({ ...one, type })) : [one],
  )
  const alternatives = listed.filter((one) => one.type !== 'null')
  return { alternatives, nullable: alternatives.length < listed.length }
}

function typeOf(schema: Schema): string {
  const type = typeof schema.type === 'string' ? schema.type : null
  if (type === 'array')
    return schema.items ? `list of ${plural(withoutNull(schema.items).alternatives)}` : 'list'
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  return type ? (NAMES[type] ?? type) : 'anything'
}

function plural(alternatives: readonly Schema[]): string {
  const names = [...new Set(alternatives.map(typeOf))]
  return names.map((name) => (name === 'text' ? 'texts' : `${name}s`)).join(' or ')
}

function valuesOf(schema: Schema): string[] {
  const values = schema.enum ?? schema.items?.enum ?? []
  return values
    .filter((value) => value !== null)
    .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
}

/** Largest safe integers stand for "no bound" in schemas made by a library, and say nothing to a reader. */
function limitsOf(schema: Schema, standard: unknown): string[] {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, format } = schema
  const places = schema['x-decimal-places']
  const bounded = (bound: number | undefined) =>
    bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER ? bound : undefined
  return [
    range(bounded(minimum), bounded(maximum), ''),
    range(minLength || undefined, maxLength, 'characters'),
    range(minItems, maxItems, 'entries'),
    places ? `at most ${places} places` : null,
    format ? (FORMATS[format] ?? format) : null,
    standard !== undefined && standard !== null ? `${JSON.stringify(standard)} unless given` : null,
  ].filter((limit) => limit !== null)
}

const FORMATS: Record<string, string> = {
  'date-time': 'ISO 8601 time',
  date: 'ISO 8601 date',
  uri: 'URL',
  email: 'e-mail address',
}

function range(from: number | undefined, to: number | undefined, unit: string): string | null {
  const tail = unit ? ` ${unit}` : ''
  if (from !== undefined && to !== undefined) return `${shown(from)} to ${shown(to)}${tail}`
  if (from !== undefined) return `from ${shown(from)}${tail}`
  return to !== undefined ? `up to ${shown(to)}${tail}` : null
}

function shown(bound: number): string {
  return bound.toLocaleString('en-US', { maximumFractionDigits: 8 })
}

/** The object that a schema describes: itself, an alternative that is not null, or what its list holds. */
function objectIn(schema: Schema | undefined): Schema | null {
  if (!schema) return null
  if (schema.properties) return schema
  if (schema.items) return objectIn(schema.items)
  for (const one of schema.anyOf ?? schema.oneOf ?? []) {
    const found = objectIn(one)
    if (found) return found
  }
  return null
}
