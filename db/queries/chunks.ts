/** Rows a statement takes at most: PostgreSQL counts parameters in 16 bits. */
const CHUNK = 1_000

/** The same rows in parts that fit into a statement each. */
export function chunks<Item>(items: readonly Item[]): Item[][] {
  const parts: Item[][] = []
  for (let start = 0; start < items.length; start += CHUNK) parts.push(items.slice(start, start + CHUNK))
  return parts
}
