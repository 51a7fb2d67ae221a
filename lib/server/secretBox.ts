import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { SecretBox } from '@/lib/services/context'

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * AES-256-GCM with the first key; any key of the ring opens what it sealed, so that keys can be rotated (L4). What is sealed is bound to
 * its column and row: copied to another one it does not open. `open` throws for that, for text that was tampered with, and
 * when its key is gone.
 */
export function createSecretBox(keys: readonly { id: string; key: Uint8Array }[]): SecretBox {
  const current = keys[0]
  if (!current) throw new Error('a secret box needs a key')
  return {
    seal(plain, column, row) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(ALGORITHM, current.key, nonce, { authTagLength: TAG_BYTES })
      cipher.setAAD(boundTo(current.id, column, row))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return `${current.id}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`
    },
    open(sealed, column, row) {
      const [id = '', text = ''] = sealed.split('.')
      const entry = keys.find((candidate) => candidate.id === id)
      if (!entry) throw new Error('sealed under a key that is not configured')
      const bytes = Buffer.from(text, 'base64url')
      // Without it Node takes a tag that was cut short, which can be guessed.
      const options = { authTagLength: TAG_BYTES }
      const decipher = createDecipheriv(ALGORITHM, entry.key, bytes.subarray(0, NONCE_BYTES), options)
      decipher.setAAD(boundTo(id, column, row))
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      return (
        decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
      )
    },
  }
}

function boundTo(keyId: string, column: string, row: string): Buffer {
  return Buffer.from(JSON.stringify([keyId, column, row]), 'utf8')
}
