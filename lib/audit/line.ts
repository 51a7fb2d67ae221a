import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { AuditChanges, EventData, Mode } from '@/db/schema'
import { canonicalJson, type Json } from './canonicalJson'

/** One thing that somebody did, whichever table it is written in. */
export type AuditLine = {
  id: string
  /** Null for the instance's own. */
  merchantId: string | null
  mode: Mode | null
  action: string
  subject: string | null
  actor: string
  requestId: string | null
  createdAt: Date
  /** Of an event its number within the invoice; null for other lines. */
  seq: number | null
  changes: AuditChanges | EventData
  ipAddress: string | null
  userAgent: string | null
  personal: AuditChanges | null
}

/** Where the instance's own lines stand, which belong to no merchant. */
export const INSTANCE_CHAIN = 'instance'

/** In whose chain a line stands. */
export function chainOf({ merchantId }: Pick<AuditLine, 'merchantId'>): string {
  return merchantId ?? INSTANCE_CHAIN
}

/** The hash before the first line of a chain. */
export const ZERO_HASH: Uint8Array = new Uint8Array(32)

const SALT_BYTES = 32

/** A salt for a line with personal data; null for one without, which commits to nothing. */
export function newSalt(line: AuditLine): Uint8Array | null {
  return hasPersonalData(line) ? randomBytes(SALT_BYTES) : null
}

export function hasPersonalData({ ipAddress, userAgent, personal }: AuditLine): boolean {
  return ipAddress !== null || userAgent !== null || personal !== null
}

/** L7: what the chain holds of personal data. Without the salt nobody can try out which address it was. */
export function commitmentTo({ ipAddress, userAgent, personal }: AuditLine, salt: Uint8Array): Uint8Array {
  const data: Json = { ip_address: ipAddress, user_agent: userAgent, personal }
  return createHmac('sha256', salt).update(canonicalJson(data)).digest()
}

type Place = { position: number; before: Uint8Array; commitment: Uint8Array | null }

/** The line's hash at its place: SHA-256 over the hash before it and the line as canonical JSON. */
export function hashOf(line: AuditLine, { position, before, commitment }: Place): Uint8Array {
  const text: Json = {
    v: 1,
    chain: chainOf(line),
    position,
    id: line.id,
    mode: line.mode,
    action: line.action,
    subject: line.subject,
    actor: line.actor,
    request_id: line.requestId,
    at: line.createdAt.toISOString(),
    seq: line.seq,
    changes: line.changes,
    personal: commitment && Buffer.from(commitment).toString('hex'),
  }
  return createHash('sha256').update(before).update(canonicalJson(text)).digest()
}
