/** What happened, by name, and what should not have. */
export type Tally = {
  readonly counts: Record<string, number>
  readonly problems: string[]
  count(name: string, by?: number): void
  /** Says what is wrong; the run ends with 1. */
  object(problem: string): void
}

export function createTally(): Tally {
  const counts: Record<string, number> = {}
  const problems: string[] = []
  return {
    counts,
    problems,
    count(name, by = 1) {
      counts[name] = (counts[name] ?? 0) + by
    },
    object: (problem) => void problems.push(problem),
  }
}

const PROBLEMS_SHOWN = 40

/** Counts in the order of their names, then every problem. */
export function report({ counts, problems }: Tally): string {
  const lines = Object.entries(counts)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([name, times]) => `${times.toLocaleString('en').padStart(9)}  ${name}`)
  const shown = problems.slice(0, PROBLEMS_SHOWN).map((problem) => `PROBLEM  ${problem}`)
  const verdict =
    problems.length === 0 ? 'nothing lost, nothing twice, nothing untrue' : `${problems.length} problems`
  return [...lines, ...shown, verdict].join('\n')
}
