/** What a symbol may be: letters and digits that everybody can tell apart, with a few signs inside. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9.+_-]{0,10}$/

export type SymbolFault = 'unreadable' | 'imitates'

/**
 * Whether a symbol that a contract made up can be shown: at most 11 plain characters, so that no letter of another script, no sign that
 * turns text round and none that is not seen is among them, and not like one of the known, however it is written.
 */
export function symbolFault(symbol: string | null, known: readonly string[]): SymbolFault | null {
  if (symbol === null || !PLAIN.test(symbol)) return 'unreadable'
  const own = skeleton(symbol)
  return known.some((one) => skeleton(one) === own) ? 'imitates' : null
}

/** What is left of a symbol for somebody who looks at it in passing. */
function skeleton(symbol: string): string {
  return symbol
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('₮', 't')
    .replaceAll(/[^a-z0-9]/g, '')
    .replaceAll('0', 'o')
    .replaceAll(/[1il|]/g, 'l')
    .replaceAll('5', 's')
    .replaceAll('8', 'b')
    .replaceAll('vv', 'w')
    .replaceAll('rn', 'm')
}

/** A name as it can be shown: plain characters, cut short; the symbol where nothing is left. */
export function shownName(name: string | null, symbol: string): string {
  const plain = (name ?? '')
    .replaceAll(/[^\x20-\x7e]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return plain.slice(0, 40).trim() || symbol
}
