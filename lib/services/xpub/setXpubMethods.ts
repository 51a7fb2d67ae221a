import {
  clearDefault,
  insertPaymentMethod,
  methodsOf,
  updatePaymentMethod,
  type PaymentMethodRow,
} from '@/db/queries/paymentMethods'
import { ensureNetwork } from '@/db/queries/networks'
import { ensureXpubKey } from '@/db/queries/xpubKeys'
import type { Mode } from '@/db/schema'
import { payableBySymbol } from '@/lib/chains/payable'
import type { OpenNetwork } from '@/lib/chains/registry'
import type { ExtendedKey } from '@/lib/chains/xpub/readExtendedKey'
import { DomainError } from '@/lib/domain/errors'
import { newId } from '@/lib/ids'
import { recordAudit } from '../audit/recordAudit'
import type { ServiceContext } from '../context'
import type { Author } from '../events/recordEvents'
import { inTransaction } from '../transaction'
import { isOfWallet, xpubKeyOf } from './activeKey'
import { walletAddress } from './walletAddress'

export type XpubMethod = Pick<PaymentMethodRow, 'id' | 'network' | 'token'> & {
  /** Null is now. */
  from: Date | null
}

type Setting = {
  merchantId: string
  mode: Mode
  network: OpenNetwork
  tokens: readonly string[]
  key: ExtendedKey
  /** Later invoices than this; null is now. */
  from: Date | null
}

/**
 * Opens the rail `xpub` for tokens of a network, or gives it another wallet, and makes it the tokens' default (Q10): until its time
 * invoices are paid as before. Throws VALIDATION_FAILED.
 */
export async function setXpubMethods(
  ctx: ServiceContext,
  setting: Setting,
  author: Author,
): Promise<XpubMethod[]> {
  const { merchantId, mode, network, key, from } = setting
  const tokens = [...new Set(setting.tokens)]
  const unknown = tokens.find((symbol) => !payableBySymbol(network, symbol))
  if (tokens.length === 0 || unknown !== undefined) {
    const said = unknown === undefined ? 'token: name one at least' : `token: ${unknown} cannot be paid there`
    throw new DomainError('VALIDATION_FAILED', said, { field: 'token' })
  }
  return inTransaction(ctx, async (tx) => {
    const now = tx.clock.now()
    await ensureNetwork(tx.db, network.id, network.mode)
    const id = newId('xpk', now)
    const row = await ensureXpubKey(tx.db, {
      id,
      space: key.space,
      chainKey: tx.secrets.seal(key.chainKey, 'xpub_keys.chain_key', id),
      fingerprint: key.fingerprint,
      createdAt: now,
    })
    const standing = await methodsOf(tx.db, setting)
    const made: XpubMethod[] = []
    for (const token of tokens) {
      const keys =
        from === null
          ? { xpubKeyId: row.id, nextXpubKeyId: null, nextFrom: null }
          : { nextXpubKeyId: row.id, nextFrom: from }
      const known = standing.find(
        (method) => method.network === network.id && method.token === token && isOfWallet(method),
      )
      await clearDefault(tx.db, setting, token)
      const id = known?.id ?? newId('pm', now)
      if (known) {
        const xpubKeyId = from === null ? row.id : xpubKeyOf(known, now)
        await updatePaymentMethod(tx.db, id, { ...keys, xpubKeyId, enabled: true, isDefault: true })
      } else {
        const method = { id, merchantId, mode, network: network.id, token, rails: ['xpub' as const] }
        await insertPaymentMethod(tx.db, {
          ...method,
          ...keys,
          enabled: true,
          isDefault: true,
          createdAt: now,
        })
      }
      await recordAudit(
        tx,
        { ...author, merchantId, mode },
        {
          action: known ? 'payment_method.xpub_changed' : 'payment_method.added',
          subject: id,
          changes: {
            network: network.id,
            token,
            rails: 'xpub',
            fingerprint: key.fingerprint,
            first_address: walletAddress(network, key.chainKey, 0),
            from: from?.toISOString() ?? null,
          },
        },
      )
      made.push({ id, network: network.id, token, from })
    }
    return made
  })
}
