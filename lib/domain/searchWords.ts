/** Terms of one invoice that can be found at most, and characters of a word. */
const MOST_TERMS = 1_000
const LONGEST_WORD = 60
/** Words that follow each other without a space are found as one up to so many: `user77@example.com` has three, a UUID five. */
const LONGEST_RUN = 6
/** Shorter searches are looked for whole: so many words begin with one or two characters. */
const SHORTEST_PREFIX = 3
/** Stands between the words of a run; never in a word. */
const JOINT = '.'

/** Scripts that write no spaces between words: each character counts as one. */
const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}`
const WORD = new RegExp(String.raw`[${UNSPACED}]|(?:(?![${UNSPACED}])[\p{L}\p{M}\p{N}])+`, 'gu')

/**
 * What texts can be found by, without regard to case, width and punctuation: from each word on, what stands there without a space.
 * `ord_789 paid` is `ord.789`, `789` and `paid`. A run is one entry, so that looking for an address does not read all that end alike.
 */
export function termsIn(texts: readonly string[]): string[] {
  const terms = new Set<string>()
  for (const words of texts.flatMap(runsOf)) {
    for (let at = 0; at < words.length; at++) {
      if (terms.size >= MOST_TERMS) return [...terms]
      terms.add(words.slice(at, at + LONGEST_RUN).join(JOINT))
    }
  }
  return [...terms]
}

/** What a search asks for, of which all has to be there: whole words, and of what was typed last a beginning unless it is short. */
export type Sought = { term: string; isPrefix: boolean }

export function soughtTerms(search: string): Sought[] {
  const pieces = runsOf(search).flatMap((words) =>
    Array.from({ length: Math.ceil(words.length / LONGEST_RUN) }, (_, piece) =>
      words.slice(piece * LONGEST_RUN, (piece + 1) * LONGEST_RUN).join(JOINT),
    ),
  )
  const typedLast = pieces.at(-1)
  return [...new Set(pieces)].map((term) => ({
    term,
    isPrefix: term === typedLast && Array.from(term).length >= SHORTEST_PREFIX,
  }))
}

/** What a term begins with whose first words are these, and which goes on. */
export function goesOn(term: string): string {
  return `${term}${JOINT}`
}

/** The words of a text, those together between which there is no space. */
function runsOf(text: string): string[][] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/u)
    .map((run) =>
      Array.from(run.matchAll(WORD), ([word]) => Array.from(word).slice(0, LONGEST_WORD).join('')),
    )
}
