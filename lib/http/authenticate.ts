import { createHash, timingSafeEqual } from 'node:crypto'
import { allows, type Scope } from '@/lib/auth/scopes'
import type { App } from '@/lib/server/app'
import type { Actor } from '@/lib/services/context'
import { credentialOf } from './credential'
import type { ApiRequest } from './request'
import { RequestError } from './requestError'
import type { RequestFacts } from './spec'

const CHALLENGE = { 'www-authenticate': 'Bearer' }

/**
 * Who asks, by the key or token in `Authorization: Bearer`, or the key in `X-API-Key`. Throws UNAUTHENTICATED for one that
 * is missing, unknown, revoked or expired, and FORBIDDEN for one that holds none of the scopes.
 */
export async function authenticate(
  app: App,
  request: ApiRequest,
  facts: RequestFacts,
  scopes: readonly Scope[],
): Promise<Actor> {
  const key = presentedKey(request)
  if (key === null) {
    throw new RequestError(
      'UNAUTHENTICATED',
      'Send an API key as Authorization: Bearer or X-API-Key',
      {},
      CHALLENGE,
    )
  }
  const credential = await credentialOf(app, key)
  if (!credential) {
    throw new RequestError('UNAUTHENTICATED', 'This API key or token is not valid', {}, CHALLENGE)
  }
  if (!allows(credential.scopes, scopes)) {
    throw new RequestError('FORBIDDEN', `This API key or token does not hold ${scopes.join(' or ')}`, {
      constraints: { required_scopes: scopes },
    })
  }
  return {
    merchantId: credential.key.merchantId,
    mode: credential.key.mode,
    label: credential.label,
    holds: { scopes: credential.scopes, until: credential.until },
    ipAddress: facts.ipAddress,
    userAgent: facts.userAgent,
    requestId: facts.requestId,
  }
}

/** The operator's own calls, such as a cron job's: refused while no secret is set. */
export function authenticateOperator(app: App, request: ApiRequest): void {
  if (app.env.cronSecret === null) {
    throw new RequestError('SERVICE_UNAVAILABLE', 'CRON_SECRET is not set, so that nobody may call this')
  }
  if (!sameSecret(bearer(request) ?? '', app.env.cronSecret)) {
    throw new RequestError('UNAUTHENTICATED', 'Send the cron secret as Authorization: Bearer', {}, CHALLENGE)
  }
}

function presentedKey(request: ApiRequest): string | null {
  return bearer(request) ?? request.headers.get('x-api-key')?.trim() ?? null
}

function bearer(request: ApiRequest): string | null {
  return /^Bearer +(.*\S) *$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null
}

/** In a time that tells nothing of where two secrets differ, nor of their lengths. */
function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [given, expected].map((text) => createHash('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}
