import { pbkdf2Sync } from 'node:crypto'
import { HDKey } from '@scure/bip32'
import fc from 'fast-check'
import { keccak256, stringToBytes } from 'viem'
import { mnemonicToAccount, english, generateMnemonic } from 'viem/accounts'
import { describe, expect, test } from 'vitest'
import { base58Check } from '../base58Check'
import { childAddress } from './childAddress'
import { looksSecret } from './looksSecret'
import { readExtendedKey } from './readExtendedKey'

/** The mnemonic of every local chain: its accounts are known to everybody. */
const MNEMONIC = 'test test test test test test test test test test test junk'
const master = HDKey.fromMasterSeed(pbkdf2Sync(MNEMONIC, 'mnemonic', 2048, 64, 'sha512'))
const account = master.derive("m/44'/60'/0'")

function keyOf(text: string) {
  const read = readExtendedKey(text)
  if (!read.ok) throw new Error(read.text)
  return read.key
}

function refusalOf(text: string) {
  const read = readExtendedKey(text)
  return read.ok ? null : read.why
}

function withVersion(key: string, version: number): string {
  const bytes = base58Check.decode(key) ?? new Uint8Array()
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(0, version)
  return base58Check.encode(bytes)
}

describe('addresses of an account', () => {
  test('are those that its wallet shows', () => {
    const { chainKey } = keyOf(account.publicExtendedKey)
    for (const index of [0, 1, 2, 19, 2_147_483_647]) {
      const own = mnemonicToAccount(MNEMONIC, { addressIndex: index }).address
      expect(childAddress(chainKey, index)).toBe(own)
    }
  })

  test('are counted in one place, however the key is written (S1)', () => {
    const ofAccount = keyOf(`  ${account.publicExtendedKey}\n`)
    const ofChain = keyOf(account.deriveChild(0).publicExtendedKey)
    expect(ofChain.space).toBe(ofAccount.space)
    expect(ofChain.chainKey).toBe(ofAccount.chainKey)
    expect(keyOf(master.derive("m/44'/60'/1'").publicExtendedKey).space).not.toBe(ofAccount.space)
  })

  test('are none beyond the last index', () => {
    const { chainKey } = keyOf(account.publicExtendedKey)
    for (const index of [-1, 2 ** 31, 1.5]) expect(() => childAddress(chainKey, index)).toThrow(RangeError)
  })
})

describe('only a public key of an account is read', () => {
  test.each([
    ['the whole wallet', master.publicExtendedKey, 'depth'],
    ['a coin of it', master.derive("m/44'/60'").publicExtendedKey, 'depth'],
    ['change', account.deriveChild(1).publicExtendedKey, 'depth'],
    ['a single address', account.deriveChild(0).deriveChild(0).publicExtendedKey, 'depth'],
    ['an account that is none', master.derive("m/44'/60'").deriveChild(0).publicExtendedKey, 'depth'],
    ['a zpub', withVersion(account.publicExtendedKey, 0x04b24746), 'bitcoin'],
    ['a tpub', withVersion(account.publicExtendedKey, 0x043587cf), 'bitcoin'],
    [
      'a mistyped one',
      account.publicExtendedKey.replace(/.$/, (last) => (last === 'x' ? 'y' : 'x')),
      'not_extended',
    ],
    ['an address', '0x70997970C51812dc3A010C7d01b50e0d17dc79C8', 'not_extended'],
    ['nothing', '', 'not_extended'],
  ])('%s is refused', (_, text, why) => {
    expect(refusalOf(text)).toBe(why)
  })
})

describe('what can spend is told before anything is done with it', () => {
  const wif = base58Check.encode(Uint8Array.from([0x80, ...new Uint8Array(32).fill(7), 1]))
  test.each([
    ['a seed phrase', MNEMONIC],
    [
      'one over several lines, numbered',
      MNEMONIC.split(' ')
        .map((word, at) => `${at + 1}. ${word}`)
        .join('\n'),
    ],
    ['one with a word too few', MNEMONIC.split(' ').slice(1).join(' ')],
    [
      'one in another language',
      'あいこくしん あいこくしん あいこくしん あいこくしん あいこくしん あいこくしん あいこくしん あいこくしん あいこくしん あいこくしん あいこくしん あおぞら',
    ],
    ['an xprv', account.privateExtendedKey],
    ['an xprv among other words', `my key is: ${account.privateExtendedKey}`],
    ['a mistyped xprv', account.privateExtendedKey.replace(/.$/, '1')],
    ['a tprv', withVersion(account.privateExtendedKey, 0x04358394)],
    ['a zprv', withVersion(account.privateExtendedKey, 0x04b2430c)],
    ['a private key under the public version', withVersion(account.privateExtendedKey, 0x0488b21e)],
    ['a raw key', `0x${'1a'.repeat(32)}`],
    ['a raw key without 0x', 'AB'.repeat(32)],
    ['a wallet’s import form', wif],
    ['an encrypted one', `6P${'R'.repeat(56)}`],
    ['a descriptor with a private key', `wpkh([deadbeef/84h/0h/0h]${account.privateExtendedKey}/0/*)`],
  ])('%s', (_, text) => {
    const read = readExtendedKey(text)
    expect(read).toMatchObject({ ok: false, why: 'secret' })
    // Its words hold nothing of what was pasted.
    expect(JSON.stringify(read)).not.toContain(text.slice(0, 12))
  })

  test('whatever phrase and whichever account', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), fc.constantFrom(128, 256), (number, strength) => {
        const phrase = generateMnemonic(english, strength)
        const key = HDKey.fromMasterSeed(keccak256(stringToBytes(phrase), 'bytes')).derive(
          `m/44'/60'/${number}'`,
        )
        expect(looksSecret(phrase)).toBe(true)
        expect(looksSecret(key.privateExtendedKey)).toBe(true)
        expect(readExtendedKey(key.publicExtendedKey).ok).toBe(true)
      }),
      { numRuns: 15 },
    )
  })
})
