import { pgTable, text } from 'drizzle-orm/pg-core'
import { createdAt } from './columns'

/**
 * An extended public key that addresses follow from. Where its indexes are counted belongs to the key and to no merchant: whoever
 * brings it again, in either of its forms, goes on where it stands, so that no index is used twice (ADR 0031). Nobody can spend with it.
 */
export const xpubKeys = pgTable('xpub_keys', {
  id: text('id').primaryKey(),
  /** SHA-256 of the external chain's chain code and public key. */
  space: text('space').notNull().unique(),
  /** Encrypted: the external chain's extended public key, which tells all of the wallet's addresses. */
  chainKey: text('chain_key').notNull(),
  /** Of the key as it was first pasted; wallets show it. */
  fingerprint: text('fingerprint').notNull(),
  createdAt: createdAt(),
})
