type Json = Record<string, unknown>
export type Glossary = Readonly<Record<string, string>>

/** A JSON Schema whose fields all say what they mean: in their own words, or in the glossary's. */
export function withMeanings(schema: Json, glossary: Glossary): Json {
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => {
      if (keyword === 'properties' && isObject(value)) return [keyword, named(value, glossary)]
      if (Array.isArray(value))
        return [keyword, value.map((one) => (isObject(one) ? withMeanings(one, glossary) : one))]
      const isSchema = keyword === 'items' || keyword === 'additionalProperties'
      return [keyword, isSchema && isObject(value) ? withMeanings(value, glossary) : value]
    }),
  )
}

function named(properties: Json, glossary: Glossary): Json {
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => {
      if (!isObject(property)) return [name, property]
      const meaning = glossary[name]
      const described = withMeanings(property, glossary)
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
