import { DomainError } from '@/lib/domain/errors'
import { fieldPath } from './validate'

/** Query parameters as an object of strings. Throws VALIDATION_FAILED for one that is given twice. */
export function readQuery(text: string): Record<string, string> {
  const query: Record<string, string> = Object.create(null)
  for (const [name, value] of new URLSearchParams(text)) {
    if (name in query) {
      const field = fieldPath([name])
      throw new DomainError('VALIDATION_FAILED', `${field}: is given twice`, { field })
    }
    query[name] = value
  }
  return { ...query }
}
