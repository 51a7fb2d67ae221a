import { insertApiKey, type ApiKeyRow } from '@/db/queries/apiKeys'
import type { Mode } from '@/db/schema'
import { KEY_FORMS, keyHint, keyStart, type KeyForm } from '@/lib/auth/keyForms'
import type { KeyHasher } from '@/lib/auth/keyHasher'
import { mintApiKey } from '@/lib/auth/mintApiKey'
import type { Grant } from '@/lib/auth/scopes'
import { DomainError } from '@/lib/domain/errors'
import { newId } from '@/lib/ids'
import { fieldsOf } from '../audit/changesOf'
import { OPERATOR, recordAudit } from '../audit/recordAudit'
import type { ServiceContext } from '../context'
import type { Author } from '../events/recordEvents'
import { inTransaction } from '../transaction'

export type IssueApiKeyInput = {
  merchantId: string
  mode: Mode
  form: KeyForm
  name: string
  /** Empty means everything the form can hold. */
  scopes: readonly Grant[]
  expiresAt?: Date | null
}

/**
 * Makes a key and returns it once; the database keeps its HMAC (Q3). For the operator, unless said, and other services: whether
 * the author may, and what the plan allows, was decided before. Throws VALIDATION_FAILED for a scope that the form cannot hold, or a mode that is
 * not the form's.
 */
export async function issueApiKey(
  ctx: ServiceContext,
  input: IssueApiKeyInput,
  hasher: KeyHasher,
  author: Author = OPERATOR,
): Promise<{ id: string; key: string; row: ApiKeyRow }> {
  const rule = KEY_FORMS[input.form]
  if (rule.mode !== input.mode) {
    throw new DomainError('VALIDATION_FAILED', `A ${input.form} key is for ${rule.mode} mode`, {
      field: 'mode',
    })
  }
  assertFormHolds(input.form, input.scopes)
  const now = ctx.clock.now()
  const key = mintApiKey(input.form)
  return inTransaction(ctx, async (tx) => {
    const row = await insertApiKey(tx.db, {
      id: newId('key', now),
      merchantId: input.merchantId,
      mode: input.mode,
      form: input.form,
      name: input.name,
      ...hasher.hash(key),
      prefix: keyStart(input.form, key),
      hint: keyHint(input.form, key),
      scopes: [...(input.scopes.length > 0 ? input.scopes : rule.scopes)],
      expiresAt: input.expiresAt ?? null,
      createdAt: now,
    })
    await recordAudit(
      tx,
      { ...author, merchantId: row.merchantId, mode: row.mode },
      {
        action: 'api_key.created',
        subject: row.id,
        changes: fieldsOf(row, ['name', 'prefix', 'scopes', 'expiresAt']),
      },
    )
    return { id: row.id, key, row }
  })
}

/** Throws VALIDATION_FAILED for scopes that a form can never hold. */
export function assertFormHolds(form: KeyForm, scopes: readonly string[]): void {
  const most: readonly Grant[] = KEY_FORMS[form].scopes
  const excess = scopes.filter((scope) => !most.includes('*') && !most.some((one) => one === scope))
  if (excess.length === 0) return
  throw new DomainError('VALIDATION_FAILED', `A ${form} key cannot hold ${excess.join(', ')}`, {
    field: 'permissions',
    constraints: { supported: most },
  })
}
