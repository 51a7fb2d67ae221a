/** What sums are kept by, in UTC: quarters of an hour, which make up the days of every time zone, and what is read faster. */
export const GRAINS = ['quarter', 'hour', 'day', 'month'] as const
export type Grain = (typeof GRAINS)[number]

export const QUARTER_MS = 900_000
const LENGTHS_MS = { quarter: QUARTER_MS, hour: 3_600_000, day: 86_400_000 } as const
type Even = keyof typeof LENGTHS_MS

/** Whole sums of one grain, one after another, from one moment up to another. */
export type Run = { grain: Even; from: number; to: number }

/** When the quarter of an hour began that a moment lies in. */
export function quarterOf(at: Date): Date {
  return new Date(floor(at.getTime(), 'quarter'))
}

/**
 * The fewest sums that make up the parts between edges, all of them whole quarters of an hour: each sum lies in one part, days where
 * a part holds whole ones, hours where it does not. Runs follow each other without a gap.
 */
export function runsBetween(edges: readonly Date[]): Run[] {
  const runs: Run[] = []
  for (const [at, edge] of edges.entries()) {
    const next = edges[at + 1]
    if (next) cover(runs, 'day', edge.getTime(), next.getTime())
  }
  return runs
}

const FINER = { day: 'hour', hour: 'quarter', quarter: null } as const

function cover(runs: Run[], grain: Even, from: number, to: number): void {
  if (from >= to) return
  const finer = FINER[grain]
  const [first, last] = [ceil(from, grain), floor(to, grain)]
  if (finer === null || (first === from && last === to)) return append(runs, { grain, from, to })
  if (first >= last) return cover(runs, finer, from, to)
  cover(runs, finer, from, first)
  append(runs, { grain, from: first, to: last })
  cover(runs, finer, last, to)
}

function append(runs: Run[], run: Run): void {
  const before = runs.at(-1)
  if (before?.grain === run.grain && before.to === run.from) before.to = run.to
  else runs.push(run)
}

function floor(at: number, grain: Even): number {
  return Math.floor(at / LENGTHS_MS[grain]) * LENGTHS_MS[grain]
}

function ceil(at: number, grain: Even): number {
  return Math.ceil(at / LENGTHS_MS[grain]) * LENGTHS_MS[grain]
}
