import { describe, expect, it } from 'vitest'
import { createKeyHasher } from './keyHasher'
import { formOf, KEY_FORMS, keyHint, type KeyForm } from './keyForms'
import { mintApiKey } from './mintApiKey'
import { allows } from './scopes'

const forms = Object.keys(KEY_FORMS) as KeyForm[]

describe('key forms', () => {
  it.each(forms)('recognizes a new %s key as its own form', (form) => {
    const key = mintApiKey(form)
    expect(formOf(key)).toBe(form)
    expect(keyHint(form, key)).toBe(`${KEY_FORMS[form].prefix}***${key.slice(-3)}`)
    expect(mintApiKey(form)).not.toBe(key)
  })

  it('writes fc_live_ with 64 hex digits and ck_ with 32 base62 characters', () => {
    expect(mintApiKey('fc_live')).toMatch(/^fc_live_[0-9a-f]{64}$/)
    expect(mintApiKey('ck_test')).toMatch(/^ck_test_[0-9A-Za-z]{32}$/)
  })

  it.each([
    '',
    'sk_live_',
    'sk_live_short',
    `sk_live_${'a'.repeat(33)}`,
    `fc_live_${'A'.repeat(64)}`,
    'Bearer',
  ])('takes %j for no key', (text) => expect(formOf(text)).toBeNull())
})

describe('hashing keys', () => {
  const [old, current] = ['old', 'new'].map((id) => ({ id, key: Buffer.from(id.padEnd(32, '.')) }))
  if (!old || !current) throw new Error('two peppers')

  it('finds a key under any valid pepper and writes under the first', () => {
    const before = createKeyHasher([old])
    const during = createKeyHasher([current, old])
    const { hmac, pepperId } = before.hash('sk_live_x')
    expect(pepperId).toBe('old')
    expect(during.candidates('sk_live_x')).toContainEqual(hmac)
    expect(during.hash('sk_live_x').pepperId).toBe('new')
    expect(createKeyHasher([current]).candidates('sk_live_x')).not.toContainEqual(hmac)
  })
})

it('a star allows everything, a scope itself alone', () => {
  expect(allows(['*'], ['invoices:read'])).toBe(true)
  expect(allows(['invoices:read_one'], ['invoices:read', 'invoices:read_one'])).toBe(true)
  expect(allows(['invoices:create'], ['invoices:read'])).toBe(false)
  expect(allows([], ['invoices:read'])).toBe(false)
})
