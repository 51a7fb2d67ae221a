import type { Permission } from '@/lib/domain/access'
import { visit } from './visit'

/** Whoever asks for a file of a list, with the list's URL read; on to `/login` without a session, null for who may not see it. */
export async function exportVisit(request: Request, list: string, needs: Permission) {
  const visited = await visit(list)
  if (!visited.may(needs)) return null
  return { ...visited, asked: Object.fromEntries(new URL(request.url).searchParams) }
}
