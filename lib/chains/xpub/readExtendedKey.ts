import { createHash } from 'node:crypto'
import { HARDENED_OFFSET, HDKey } from '@scure/bip32'
import { base58Check } from '../base58Check'
import { looksSecret } from './looksSecret'

/** A public key from which addresses follow, and nothing that can spend. */
export type ExtendedKey = {
  /** The key of the external chain, whose children are the addresses: `m/44'/60'/0'/0` of the account `m/44'/60'/0'`. */
  chainKey: string
  /** Four bytes that wallets show of the key that was pasted. */
  fingerprint: string
  /** Names the addresses that follow, whichever of its two forms the key was pasted in: where indexes are counted. */
  space: string
}

export type KeyRefusal = 'secret' | 'not_extended' | 'bitcoin' | 'depth'

export type ReadKey = { ok: true; key: ExtendedKey } | { ok: false; why: KeyRefusal; text: string }

const XPUB_VERSION = 0x0488b21e
const LENGTH = 78
/** `m/44'/60'/0'`, and the external chain below it. */
const ACCOUNT_DEPTH = 3
const CHAIN_DEPTH = 4
const EXTERNAL_CHAIN = 0

/**
 * Reads an account's extended public key, or that of its external chain, and says why not otherwise, in words that hold nothing
 * of the text. What could spend is told first, before anything is done with it.
 */
export function readExtendedKey(text: string): ReadKey {
  const trimmed = text.trim()
  if (looksSecret(trimmed)) return refused('secret', SECRET)
  const bytes = base58Check.decode(trimmed)
  if (bytes?.length !== LENGTH) return refused('not_extended', NOT_EXTENDED)
  if (new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) !== XPUB_VERSION) {
    return refused('bitcoin', OTHER_VERSION)
  }
  const pasted = parse(trimmed)
  if (!pasted) return refused('not_extended', NOT_EXTENDED)
  const chain = externalChain(pasted)
  if (typeof chain === 'string') return refused('depth', chain)
  if (!chain.chainCode || !chain.publicKey) return refused('not_extended', NOT_EXTENDED)
  const space = createHash('sha256').update(chain.chainCode).update(chain.publicKey).digest('hex')
  const fingerprint = pasted.fingerprint.toString(16).padStart(8, '0')
  return { ok: true, key: { chainKey: chain.publicExtendedKey, fingerprint, space } }
}

function parse(text: string): HDKey | null {
  try {
    return HDKey.fromExtendedKey(text)
  } catch {
    return null
  }
}

/** The key whose children are the addresses; what is wrong with the depth otherwise. */
function externalChain(pasted: HDKey): HDKey | string {
  if (pasted.depth < ACCOUNT_DEPTH) return TOO_SHALLOW
  if (pasted.depth > CHAIN_DEPTH) return TOO_DEEP
  if (pasted.depth === ACCOUNT_DEPTH) {
    return pasted.index >= HARDENED_OFFSET ? pasted.deriveChild(EXTERNAL_CHAIN) : NOT_AN_ACCOUNT
  }
  return pasted.index === EXTERNAL_CHAIN ? pasted : NOT_EXTERNAL
}

function refused(why: KeyRefusal, text: string): ReadKey {
  return { ok: false, why, text }
}

const ACCOUNT = 'Export the extended public key of one account, such as m/44’/60’/0’'
const SECRET =
  'This can spend, and was not kept. Never paste a seed phrase or a private key anywhere: move what it holds to a new wallet, and paste the extended public key (xpub) of that'
const NOT_EXTENDED = 'must be an extended public key, which begins with xpub, whole and without a mistake'
const OTHER_VERSION =
  'is an extended key of another coin’s or of a test network’s form. Export the one that begins with xpub'
const TOO_SHALLOW = `stands above all accounts of a wallet. ${ACCOUNT}`
const TOO_DEEP = `is the key of a single address, from which no others follow. ${ACCOUNT}`
const NOT_AN_ACCOUNT = `is not the key of an account. ${ACCOUNT}`
const NOT_EXTERNAL = `is the chain of an account that wallets keep for change. ${ACCOUNT}`
