import { createTranslator } from 'use-intl/core'
import { CATALOGUE, type Messages, type Namespace } from './catalogue'
import { intlTag, type Locale } from './locales'

export type Translator<N extends Namespace> = ReturnType<typeof createTranslator<Messages, N>>

const TRANSLATORS = new Map<string, unknown>()

/**
 * The words of a namespace in a language: `translator(locale, 'pay')('steps.send')`. Keys are typed; values are ICU arguments.
 * All of a page is rendered on the server with these: a client component gets its words as props.
 */
export function translator<N extends Namespace>(locale: Locale, namespace: N): Translator<N> {
  const key = `${locale} ${namespace}`
  const known = TRANSLATORS.get(key)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- kept under its own namespace
  if (known) return known as Translator<N>
  const made = createTranslator<Messages, N>({
    locale: intlTag(locale),
    messages: CATALOGUE[locale],
    namespace,
    timeZone: 'UTC',
  })
  TRANSLATORS.set(key, made)
  return made
}
