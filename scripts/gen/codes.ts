import type { AnyErrorCode, Route } from '@/lib/http/dialect'
import type { RouteSpec } from '@/lib/http/spec'
import { z } from 'zod'

/** Which codes a route can refuse with, as its document names them, by their status, in the order of the statuses. */
export function refusalsOf({ spec, dialect }: Pick<Route, 'spec' | 'dialect'>): Map<number, string[]> {
  const { statusOf, nameOf } = dialect.refusals
  const codes = codesOf(spec)
  const statuses = [...new Set(codes.map(statusOf))].toSorted((a, b) => a - b)
  return new Map(
    statuses.map((status) => [status, codes.filter((code) => statusOf(code) === status).map(nameOf)]),
  )
}

/** What follows from what a route takes, and what it names itself. */
function codesOf(spec: RouteSpec): AnyErrorCode[] {
  const { access, query, limit } = spec
  const pages = query instanceof z.ZodObject && ('cursor' in query.shape || 'starting_after' in query.shape)
  const codes: AnyErrorCode[] = [
    ...(access.kind === 'public' ? [] : (['UNAUTHENTICATED'] as const)),
    ...(access.kind === 'scopes' ? (['FORBIDDEN'] as const) : []),
    ...(spec.params ? (['NOT_FOUND'] as const) : []),
    ...(query ? (['VALIDATION_FAILED'] as const) : []),
    ...(pages ? (['INVALID_CURSOR'] as const) : []),
    ...(spec.body ? BODY : []),
    ...(spec.idempotent ? (['INVALID_IDEMPOTENCY_KEY', 'IDEMPOTENCY_CONFLICT'] as const) : []),
    ...(spec.errors ?? []),
    ...(limit === 'none' ? [] : (['RATE_LIMITED'] as const)),
    'INTERNAL_ERROR',
    'SERVICE_UNAVAILABLE',
  ]
  return [...new Set(codes)]
}

const BODY = ['INVALID_JSON', 'PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE', 'VALIDATION_FAILED'] as const
