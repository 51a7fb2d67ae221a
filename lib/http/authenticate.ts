import { createHash, timingSafeEqual } from 'node:crypto'
import { allows, type Scope } from '@/lib/auth/scopes'
import type { App } from '@/lib/server/app'
import type { Actor } from '@/lib/services/context'
import { credentialOf, type Credential } from './credential'
import type { ApiRequest } from './request'
import { RequestError } from './requestError'
import type { OperatorSecret, RequestFacts } from './spec'

export const CHALLENGE = { 'www-authenticate': 'Bearer' }

/**
 * Who asks, by the key or token in `Authorization: Bearer`, or the key in `X-API-Key`; with the id of that key. Throws
 * UNAUTHENTICATED for one that is missing, unknown, revoked or expired.
 */
export async function authenticate(
  app: App,
  request: ApiRequest,
  facts: RequestFacts,
): Promise<{ actor: Actor; countedAs: string }> {
  const presented = presentedKey(request)
  if (presented === null) {
    throw new RequestError(
      'UNAUTHENTICATED',
      'Send an API key as Authorization: Bearer or X-API-Key',
      {},
      CHALLENGE,
    )
  }
  const credential = await credentialOf(app, presented)
  if (!credential) {
    throw new RequestError('UNAUTHENTICATED', 'This API key or token is not valid', {}, CHALLENGE)
  }
  return holderOf(credential, facts)
}

/** Whoever sends a key or token, for the services. */
export function holderOf({ key, scopes, until, label }: Credential, facts: RequestFacts) {
  const { ipAddress, userAgent, requestId } = facts
  const { merchantId, mode } = key
  const actor: Actor = { merchantId, mode, label, holds: { scopes, until }, ipAddress, userAgent, requestId }
  return { actor, countedAs: key.id }
}

/** Throws FORBIDDEN for who holds none of the scopes. A person holds what their role allows, which the services check. */
export function requireScope({ holds, role }: Actor, scopes: readonly Scope[]): void {
  if (role !== undefined || allows(holds?.scopes ?? [], scopes)) return
  throw new RequestError('FORBIDDEN', `This API key or token does not hold ${scopes.join(' or ')}`, {
    constraints: { required_scopes: scopes },
  })
}

/** The operator's own calls, such as a cron job's: refused while no secret is set. */
export function authenticateOperator({ env }: App, request: ApiRequest, by: OperatorSecret): void {
  const [name, secret] = by === 'cron' ? ['CRON_SECRET', env.cronSecret] : ['METRICS_TOKEN', env.metricsToken]
  if (!secret)
    throw new RequestError('SERVICE_UNAVAILABLE', `${name} is not set, so that nobody may call this`)
  if (!sameSecret(bearer(request) ?? '', secret)) {
    throw new RequestError('UNAUTHENTICATED', `Send the ${name} as Authorization: Bearer`, {}, CHALLENGE)
  }
}

function presentedKey(request: ApiRequest): string | null {
  return bearer(request) ?? request.headers.get('x-api-key')?.trim() ?? null
}

/** In one pass, however many spaces there are; an operator's own secret may have some within it. */
export function bearer(request: ApiRequest): string | null {
  return /^Bearer +(\S.*)$/i.exec(request.headers.get('authorization') ?? '')?.[1]?.trimEnd() ?? null
}

/** In a time that tells nothing of where two secrets differ, nor of their lengths. */
function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [given, expected].map((text) => createHash('sha256').update(text).digest())
  return a !== undefined && b !== undefined && timingSafeEqual(a, b)
}
