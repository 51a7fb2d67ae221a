import { base58Check } from '../base58Check'

/** A word of a seed phrase: BIP-39's lists have letters only, in every script. */
const WORD = /^[\p{L}\p{M}]{1,12}$/u
/** As people write a list down: `1.`, `2)`. */
const NUMBERING = /^\d{1,2}[.)]?/
/** The shortest seed phrase has twelve words; a word that was left out makes it no less secret. */
const FEWEST_WORDS = 9
/** 16 bytes of entropy are the least that a wallet is made from. */
const HEX_SECRET = /^(0x)?([0-9a-f]{32}|[0-9a-f]{40,48}|[0-9a-f]{64}|[0-9a-f]{128})$/i
/** An address is public, and has the length of no key. */
const EVM_ADDRESS = /^(0x|41|0x41)?[0-9a-f]{40}$/i
/** `xprv`, `tprv`, `zprv`, `Ltpv` and their like, also where a character was mistyped. */
const EXTENDED_PRIVATE = /^[a-z]{1,4}p(r)?v[a-z0-9]{20,}/i
const WIF_LENGTHS = [33, 34]
const EXTENDED_LENGTH = 78
/** Where an extended key keeps its key: behind version, depth, parent, number and chain code. */
const KEY_AT = 45

/**
 * Whether a text is, or was meant to be, something that can spend: a seed phrase, an extended private key of whichever coin, a raw
 * private key or one in a wallet's own form. Errs towards yes, also where a character or a word is wrong.
 */
export function looksSecret(text: string): boolean {
  const trimmed = text.trim()
  const words = trimmed
    .split(/[\s,;]+/u)
    .map((word) => word.replace(NUMBERING, ''))
    .filter(Boolean)
  if (words.length >= FEWEST_WORDS && words.every((word) => WORD.test(word))) return true
  return trimmed.split(/[\s"'()[\]{},;:=/]+/u).some(isSecretPart)
}

function isSecretPart(part: string): boolean {
  if (HEX_SECRET.test(part) && !EVM_ADDRESS.test(part)) return true
  if (EXTENDED_PRIVATE.test(part)) return true
  // Encrypted (BIP-38), mini keys, and keys as Bitcoin's and Ripple's wallets write them.
  if (/^6P[1-9A-HJ-NP-Za-km-z]{56}$/.test(part) || /^S[1-9A-HJ-NP-Za-km-z]{21,29}$/.test(part)) return true
  const bytes = base58Check.decode(part)
  if (bytes === null) return false
  if (WIF_LENGTHS.includes(bytes.length)) return bytes[0] !== undefined && bytes[0] >= 0x80
  return bytes.length === EXTENDED_LENGTH && bytes[KEY_AT] === 0
}
