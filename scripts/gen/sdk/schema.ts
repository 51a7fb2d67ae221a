/** As much of JSON Schema as the API description uses, and the client's types follow. */
export type Schema = {
  type?: string | readonly string[]
  properties?: Readonly<Record<string, Schema>>
  required?: readonly string[]
  items?: Schema
  anyOf?: readonly Schema[]
  additionalProperties?: Schema | boolean
  enum?: readonly unknown[]
  const?: unknown
  description?: string
}

/**
 * What a schema may be, one by one: `anyOf` and lists of types resolved. A member that says nothing of its type is another check of the
 * same value and not another form of it.
 */
export function alternatives(schema: Schema): Schema[] {
  const { anyOf, type } = schema
  if (anyOf && anyOf.every(saysItsType)) return anyOf.flatMap(alternatives)
  if (Array.isArray(type)) return type.map((one) => ({ ...schema, anyOf: undefined, type: one }))
  return [schema]
}

function saysItsType({ type, anyOf, enum: values, const: value }: Schema): boolean {
  return (type ?? anyOf ?? values ?? value) !== undefined
}

/** Whether it is a number and nothing else but perhaps null: an amount, a rate or a share, whose digits count. */
export function isDecimal(schema: Schema): boolean {
  const types = alternatives(schema).map(({ type }) => type)
  return types.includes('number') && types.every((type) => type === 'number' || type === 'null')
}
