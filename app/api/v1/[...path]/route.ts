import { refusal } from '@/lib/http/dialect'
import { dialectByPath } from '@/lib/http/dialectByPath'
import { RequestError } from '@/lib/http/requestError'

/** Q9: what no route answers is refused in the form of the document that the path belongs to, and else in document 004's. */
const unknown = refusal(
  dialectByPath,
  () => new RequestError('ROUTE_NOT_FOUND', 'There is nothing at this path'),
)

export const GET = unknown
export const POST = unknown
export const PUT = unknown
export const PATCH = unknown
export const DELETE = unknown
export const OPTIONS = unknown
