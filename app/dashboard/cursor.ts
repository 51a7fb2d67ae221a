import { openCursor, sealCursor, type Position } from '@/lib/http/invoices/cursor'
import { isDomainError } from '@/lib/domain/errors'
import type { App } from '@/lib/server/app'
import type { Actor } from '@/lib/services/context'

/** Where a list goes on; the beginning for a cursor that is not of this list. */
export function positionIn(app: App, actor: Actor, cursor: string | string[] | undefined): Position | null {
  if (typeof cursor !== 'string' || cursor.length > 200) return null
  try {
    return openCursor(app, actor, cursor)
  } catch (error) {
    if (isDomainError(error)) return null
    throw error
  }
}

export function cursorTo(app: App, actor: Actor, position: Position | null): string | null {
  return position && sealCursor(app, actor, position)
}
