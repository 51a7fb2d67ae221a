import { refusal } from '@/lib/http/dialect'
import { checkoutApi } from '@/lib/http/checkout/api'
import { RequestError } from '@/lib/http/requestError'

/** Q9: what no route answers is refused in document 000’s form. */
const unknown = refusal(
  checkoutApi.dialect,
  () => new RequestError('ROUTE_NOT_FOUND', 'There is nothing at this path'),
)

export const GET = unknown
export const POST = unknown
export const PUT = unknown
export const PATCH = unknown
export const DELETE = unknown
export const OPTIONS = unknown
