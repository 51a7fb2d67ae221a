import { alternatives, isDecimal, type Schema } from './schema'

/** Gives the name of the type that a schema is, where it has one. */
export type NameOf = (schema: Schema) => string | undefined

/** What does not change what a value may be in TypeScript. */
const OF_NO_TYPE = new Set(
  `description format pattern propertyNames default examples minimum maximum exclusiveMinimum exclusiveMaximum
  minLength maxLength minItems maxItems maxProperties x-decimal-places`.split(/\s+/),
)

/** The same text for schemas that are the same type. */
export function fingerprint(schema: Schema): string {
  return JSON.stringify(schema, (name, value: unknown) => (OF_NO_TYPE.has(name) ? undefined : value))
}

/** A schema as a TypeScript type, over several lines where it has properties. */
export function typeOf(schema: Schema, nameOf: NameOf, indent = ''): string {
  const name = nameOf(schema)
  if (name) return name
  if (isDecimal(schema)) return alternatives(schema).length > 1 ? 'Decimal | null' : 'Decimal'
  const forms = alternatives(schema)
  if (forms.length === 1 && forms[0]) return formOf(forms[0], nameOf, indent)
  const types = forms.map((form) => nameOf(form) ?? formOf(form, nameOf, indent))
  // A number beside text and nothing else is an amount that may be written as text.
  const isAmount = types.every((type) => type === 'string' || type === 'number' || type === 'null')
  const kept = isAmount && types.includes('string') ? types.filter((type) => type !== 'number') : types
  return [...new Set(kept)].join(' | ')
}

function formOf(schema: Schema, nameOf: NameOf, indent: string): string {
  if (schema.const !== undefined) return literal(schema.const)
  if (schema.type === 'boolean') return 'boolean'
  if (schema.enum) return schema.enum.map(literal).join(' | ')
  switch (schema.type) {
    case 'object':
      return objectType(schema, nameOf, indent)
    case 'array': {
      const items = schema.items ?? {}
      const element = typeOf(items, nameOf, indent)
      return isUnion(items) && !nameOf(items) ? `(${element})[]` : `${element}[]`
    }
    case 'integer':
      return 'number'
    case 'string':
    case 'number':
    case 'null':
      return schema.type
    default:
      return 'unknown'
  }
}

function isUnion(schema: Schema): boolean {
  return alternatives(schema).length > 1 || (schema.enum?.length ?? 0) > 1
}

function objectType(schema: Schema, nameOf: NameOf, indent: string): string {
  const { properties, additionalProperties } = schema
  if (properties && Object.keys(properties).length > 0)
    return `{\n${fieldsOf(schema, nameOf, `${indent}  `)}\n${indent}}`
  const values =
    typeof additionalProperties === 'object' ? typeOf(additionalProperties, nameOf, indent) : 'unknown'
  return `Record<string, ${values}>`
}

/** The lines between the braces of an object's type, each field with its meaning before it. */
export function fieldsOf({ properties = {}, required = [] }: Schema, nameOf: NameOf, indent: string): string {
  return Object.entries(properties)
    .map(([name, field]) => {
      const mark = required.includes(name) ? '' : '?'
      return `${comment(field.description, indent)}${indent}${key(name)}${mark}: ${typeOf(field, nameOf, indent)}`
    })
    .join('\n')
}

export function comment(text: string | undefined, indent: string): string {
  return text ? `${indent}/** ${text.replaceAll('*/', '* /')} */\n` : ''
}

function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name)
}

function literal(value: unknown): string {
  return typeof value === 'string' ? `'${value.replace(/['\\]/g, '\\$&')}'` : JSON.stringify(value)
}
