import type { ApiKeyRow } from '@/db/queries/apiKeys'
import { createKeyHasher } from '@/lib/auth/keyHasher'
import { covers } from '@/lib/auth/scopes'
import { createTokenSigner, looksLikeToken } from '@/lib/auth/tokens'
import type { App } from '@/lib/server/app'
import { recognizeApiKey, recognizeKeyOfToken } from '@/lib/services/apiKeys/recognizeApiKey'

/** A key that is valid now, and what of it the request may use: all of it, or what its token says. */
export type Credential = {
  key: ApiKeyRow
  scopes: readonly string[]
  until: Date | null
  /** For the audit log. */
  label: string
}

/** The valid key or token behind a text, or null. Both are looked up each time: what is revoked is over (Q3). */
export async function credentialOf(app: App, text: string): Promise<Credential | null> {
  if (looksLikeToken(text)) return ofToken(app, text)
  const key = await recognizeApiKey(app, text, createKeyHasher(app.env.apiKeyPeppers))
  return key && { key, scopes: key.scopes, until: key.expiresAt, label: `api_key:${key.hint}` }
}

/** Scopes that the key has lost since are lost for its tokens too. */
async function ofToken(app: App, text: string): Promise<Credential | null> {
  const claims = await createTokenSigner(app.env.jwtSecrets, app.env.publicUrl).verify(text, app.clock.now())
  const key = claims && (await recognizeKeyOfToken(app, claims.keyId))
  if (!key) return null
  const scopes = claims.scopes.filter((scope) => covers(key.scopes, scope))
  return { key, scopes, until: claims.expiresAt, label: `token:${key.hint}` }
}
