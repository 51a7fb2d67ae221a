import { GLOSSARY } from '@/lib/http/invoices/glossary'

type Json = Record<string, unknown>

/** A JSON Schema whose fields all say what they mean: in their own words, or in the glossary's. */
export function withMeanings(schema: Json): Json {
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => {
      if (keyword === 'properties' && isObject(value)) return [keyword, named(value)]
      if (Array.isArray(value))
        return [keyword, value.map((one) => (isObject(one) ? withMeanings(one) : one))]
      const isSchema = keyword === 'items' || keyword === 'additionalProperties'
      return [keyword, isSchema && isObject(value) ? withMeanings(value) : value]
    }),
  )
}

function named(properties: Json): Json {
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => {
      if (!isObject(property)) return [name, property]
      const meaning = GLOSSARY[name]
      const described = withMeanings(property)
      return [
        name,
        meaning && !('description' in described) ? { ...described, description: meaning } : described,
      ]
    }),
  )
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
