/** Words of one invoice that can be found at most, and characters of a word. */
const MOST_WORDS = 1_000
const LONGEST_WORD = 60
/** Shorter words of a search are looked for whole: so many words begin with one or two characters. */
const SHORTEST_PREFIX = 3

/** Scripts that write no spaces between words: each character counts as one. */
const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`
const WORD = new RegExp(String.raw`[${UNSPACED}]|(?:(?![${UNSPACED}])[\p{L}\p{M}\p{N}])+`, 'gu')

/** The different words of texts, without regard to case, width and punctuation: `ord_789` is `ord` and `789`. */
export function wordsIn(texts: readonly string[]): string[] {
  const words = new Set<string>()
  for (const text of texts) {
    for (const [word] of text.normalize('NFKC').toLowerCase().matchAll(WORD)) {
      if (words.size >= MOST_WORDS) return [...words]
      words.add(Array.from(word).slice(0, LONGEST_WORD).join(''))
    }
  }
  return [...words]
}

/** What an invoice has to hold to be found: every one of these words, or one that begins with it. */
export function soughtWords(search: string): { word: string; isPrefix: boolean }[] {
  return wordsIn([search]).map((word) => ({
    word,
    isPrefix: Array.from(word).length >= SHORTEST_PREFIX,
  }))
}
