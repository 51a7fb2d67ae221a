import type { MediaType, Schema } from './openapi'

/** The example that a body is described with; without one, a value of its shape. */
export function exampleOf(media: MediaType | undefined): unknown {
  if (!media) return undefined
  return media.example !== undefined ? media.example : media.schema && valueOf(media.schema)
}

/** A value that a schema allows: what it names as example or default, else the smallest that says something. */
function valueOf(schema: Schema): unknown {
  if (schema.examples?.[0] !== undefined) return schema.examples[0]
  if (schema.default !== undefined) return schema.default
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const alternative = (schema.anyOf ?? schema.oneOf ?? []).find((one) => one.type !== 'null')
  if (alternative) return valueOf(alternative)
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? [])
  switch (types.find((type) => type !== 'null')) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, one]) => [name, valueOf(one)]),
      )
    case 'array':
      return schema.items ? [valueOf(schema.items)] : []
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 0, 0)
    case 'boolean':
      return true
    case 'string':
      return TEXTS[schema.format ?? ''] ?? '…'
    default:
      return null
  }
}

const TEXTS: Record<string, string> = {
  'date-time': '2026-01-15T10:00:00Z',
  date: '2026-01-15',
  uri: 'https://merchant.com/',
  email: 'admin@acmevpn.com',
}
