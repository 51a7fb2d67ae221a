import { alternatives, isDecimal, type Schema } from './schema'

/** Where in a value decimals stand: by name, `*` for any name, elements of a list at the list's own place. */
export type Decimals = true | { readonly [name: string]: Decimals }

/** The decimals of what a schema describes, or null where it has none. */
export function decimalsOf(schema: Schema): Decimals | null {
  if (isDecimal(schema)) return true
  const found = alternatives(schema).flatMap(membersOf)
  return found.length === 0 ? null : found.reduce(merged)
}

function membersOf({ properties = {}, additionalProperties, items }: Schema): Decimals[] {
  const named = Object.entries(properties)
  if (typeof additionalProperties === 'object') named.push(['*', additionalProperties])
  const below = named.flatMap(([name, member]): [string, Decimals][] => {
    const decimals = decimalsOf(member)
    return decimals === null ? [] : [[name, decimals]]
  })
  const ofItems = items ? decimalsOf(items) : null
  return [...(below.length > 0 ? [Object.fromEntries(below)] : []), ...(ofItems === null ? [] : [ofItems])]
}

function merged(one: Decimals, other: Decimals): Decimals {
  if (one === true || other === true) return true
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])]
  return Object.fromEntries(
    names.map((name) => {
      const [first, second] = [one[name], other[name]]
      return [name, first && second ? merged(first, second) : (first ?? second ?? true)]
    }),
  )
}
