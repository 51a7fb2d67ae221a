import type { z } from 'zod'
import type { Log } from '@/lib/services/context'
import { fieldPath } from './validate'

/** What to do with an answer that its own schema refuses: tests throw, production answers and says so in the log. */
export type OnBrokenContract = 'throw' | 'log'

/** Holds an answer's text against the schema that the API description was made from. */
export function checkResponse(
  schema: z.ZodType,
  text: string,
  route: string,
  onBroken: OnBrokenContract,
  log: Log,
): void {
  const checked = schema.safeParse(JSON.parse(text))
  if (checked.success) return
  const problems = checked.error.issues.map((issue) => `${fieldPath(issue.path)}: ${issue.message}`)
  if (onBroken === 'throw') throw new Error(`${route} breaks its contract: ${problems.join('; ')}`)
  log.error({ route, problems }, 'an answer does not have the shape that is promised')
}
