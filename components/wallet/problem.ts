import type { WalletWord } from './words'

/** Why a payment from a wallet did not go on, by the words for it. */
export class WalletProblem extends Error {
  override name = 'WalletProblem'
  constructor(
    readonly word: WalletWord,
    readonly values: Readonly<Record<string, string>> = {},
  ) {
    super(word)
  }
}

/** EIP-1193: the person declined. */
const DECLINED = 4001
/** A question is open in the wallet already. */
const ASKING = -32_002

/** What went wrong in a wallet, in words; `declined` for who declined where nothing was sent. */
export function problemOf(error: unknown, declined: WalletWord = 'declined'): WalletProblem {
  if (error instanceof WalletProblem) return error
  const codes = codesOf(error)
  if (codes.includes(DECLINED)) return new WalletProblem(declined)
  if (codes.includes(ASKING)) return new WalletProblem('busy')
  return new WalletProblem('unclear')
}

/** Wallets and libraries wrap errors in each other: the codes of all, the outermost first. */
function codesOf(error: unknown, depth = 0): number[] {
  if (typeof error !== 'object' || error === null || depth > 8) return []
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  return [...(typeof code === 'number' ? [code] : []), ...codesOf(cause, depth + 1)]
}

/** What goes wrong while reading is told as a WalletProblem. */
export async function reading<Value>(read: Promise<Value>): Promise<Value> {
  try {
    return await read
  } catch (error) {
    throw problemOf(error)
  }
}
