import { refusal } from '@/lib/http/dialect'
import { invoicesApi } from '@/lib/http/invoices/api'
import { RequestError } from '@/lib/http/requestError'

/** Q9: what no route answers is refused in document 004's form. */
const unknown = refusal(
  invoicesApi.dialect,
  () => new RequestError('ROUTE_NOT_FOUND', 'There is nothing at this path'),
)

export const GET = unknown
export const POST = unknown
export const PUT = unknown
export const PATCH = unknown
export const DELETE = unknown
export const OPTIONS = unknown
