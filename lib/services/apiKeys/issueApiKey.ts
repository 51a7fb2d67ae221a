import { insertApiKey } from '@/db/queries/apiKeys'
import type { Mode } from '@/db/schema'
import { KEY_FORMS, keyHint, type KeyForm } from '@/lib/auth/keyForms'
import type { KeyHasher } from '@/lib/auth/keyHasher'
import { mintApiKey } from '@/lib/auth/mintApiKey'
import type { Grant } from '@/lib/auth/scopes'
import { DomainError } from '@/lib/domain/errors'
import { newId } from '@/lib/ids'
import type { ServiceContext } from '../context'

export type IssueApiKeyInput = {
  merchantId: string
  mode: Mode
  form: KeyForm
  name: string
  /** Empty means everything the form can hold. */
  scopes: readonly Grant[]
}

/**
 * Makes a key and returns it once; the database keeps its HMAC (Q3). Throws VALIDATION_FAILED for a scope that the form
 * cannot hold, or a mode that is not the form's.
 */
export async function issueApiKey(
  ctx: ServiceContext,
  input: IssueApiKeyInput,
  hasher: KeyHasher,
): Promise<{ id: string; key: string }> {
  const rule = KEY_FORMS[input.form]
  if (rule.mode !== input.mode) {
    throw new DomainError('VALIDATION_FAILED', `A ${input.form} key is for ${rule.mode} mode`, {
      field: 'mode',
    })
  }
  const most: readonly Grant[] = rule.scopes
  const excess = input.scopes.filter((scope) => !most.includes('*') && !most.includes(scope))
  if (excess.length > 0) {
    throw new DomainError('VALIDATION_FAILED', `A ${input.form} key cannot hold ${excess.join(', ')}`, {
      field: 'scopes',
      constraints: { supported: most },
    })
  }
  const now = ctx.clock.now()
  const key = mintApiKey(input.form)
  const row = {
    id: newId('key', now),
    merchantId: input.merchantId,
    mode: input.mode,
    form: input.form,
    name: input.name,
    ...hasher.hash(key),
    hint: keyHint(input.form, key),
    scopes: [...(input.scopes.length > 0 ? input.scopes : most)],
    createdAt: now,
  }
  await insertApiKey(ctx.db, row)
  return { id: row.id, key }
}
