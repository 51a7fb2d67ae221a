/** What one list has that the other does not, repetitions counted. */
export function differences(is: readonly string[], should: readonly string[]): string[] {
  const surplus = new Map<string, number>()
  for (const line of is) surplus.set(line, (surplus.get(line) ?? 0) + 1)
  for (const line of should) surplus.set(line, (surplus.get(line) ?? 0) - 1)
  return [...surplus]
    .filter(([, times]) => times !== 0)
    .map(([line, times]) => (times > 0 ? `${line} is there ${times} times too often` : `${line} is missing`))
}
