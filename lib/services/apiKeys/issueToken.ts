import type { ApiKeyRow } from '@/db/queries/apiKeys'
import { covers, spelledOut, type Scope } from '@/lib/auth/scopes'
import type { TokenSigner } from '@/lib/auth/tokens'
import { DomainError } from '@/lib/domain/errors'
import { recordAudit } from '../audit/recordAudit'
import type { ServiceContext } from '../context'
import type { Author } from '../events/recordEvents'

export type IssueTokenInput = {
  /** Null means all that the key holds, each by its name. */
  scopes: readonly Scope[] | null
  seconds: number
}

export type IssuedToken = { token: string; seconds: number; scopes: readonly Scope[] }

/**
 * A token for some of what a key holds, no longer than the key lives: a shorter life than asked is answered as such. It
 * says no `*` (Q3). Throws RIGHTS_EXCEEDED for a scope that the key does not hold.
 */
export async function issueToken(
  ctx: ServiceContext,
  key: ApiKeyRow,
  input: IssueTokenInput,
  signer: TokenSigner,
  from: Pick<Author, 'ipAddress' | 'userAgent' | 'requestId'>,
): Promise<IssuedToken> {
  const scopes = input.scopes ?? spelledOut(key.scopes)
  const excess = scopes.filter((scope) => !covers(key.scopes, scope))
  if (excess.length > 0) {
    throw new DomainError('RIGHTS_EXCEEDED', `This API key does not itself hold ${excess.join(', ')}`, {
      field: 'scope',
    })
  }
  const now = wholeSeconds(ctx.clock.now())
  const left = key.expiresAt ? (wholeSeconds(key.expiresAt).getTime() - now.getTime()) / 1000 : Infinity
  const seconds = Math.min(input.seconds, left)
  const expiresAt = new Date(now.getTime() + seconds * 1000)
  const token = await signer.sign({ keyId: key.id, scopes, expiresAt }, now)
  await recordAudit(
    ctx,
    { ...from, label: `api_key:${key.hint}`, merchantId: key.merchantId, mode: key.mode },
    {
      action: 'token.issued',
      subject: key.id,
      changes: { scopes, expires_at: expiresAt.toISOString() },
    },
  )
  return { token, seconds, scopes }
}

function wholeSeconds(at: Date): Date {
  return new Date(at.getTime() - (at.getTime() % 1000))
}
