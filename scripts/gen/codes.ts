import { ERROR_CATALOGUE, type ErrorCodeOfApi } from '@/lib/http/invoices/errorCatalogue'
import type { RouteSpec } from '@/lib/http/spec'
import { z } from 'zod'

/** Which codes a route can refuse with, by their status, in the order of the statuses. */
export function refusalsOf(spec: RouteSpec): Map<number, ErrorCodeOfApi[]> {
  const codes = codesOf(spec)
  const statuses = [...new Set(codes.map((code) => ERROR_CATALOGUE[code].status))].toSorted((a, b) => a - b)
  return new Map(
    statuses.map((status) => [status, codes.filter((code) => ERROR_CATALOGUE[code].status === status)]),
  )
}

/** What follows from what a route takes, and what it names itself. */
function codesOf(spec: RouteSpec): ErrorCodeOfApi[] {
  const { access, query, limit } = spec
  const pages = query instanceof z.ZodObject && 'cursor' in query.shape
  const codes: ErrorCodeOfApi[] = [
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
