import { randomBytes, randomInt } from 'node:crypto'
import { KEY_FORMS, type KeyForm } from './keyForms'

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** A new key of a form: 190 random bits in base 62, or 256 in hex. */
export function mintApiKey(form: KeyForm): string {
  const { prefix, secret } = KEY_FORMS[form]
  if (secret.alphabet === 'hex') return prefix + randomBytes(secret.length / 2).toString('hex')
  return (
    prefix + Array.from({ length: secret.length }, () => BASE62.charAt(randomInt(BASE62.length))).join('')
  )
}
