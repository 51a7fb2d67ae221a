import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser'
import { describe, expect, test } from 'vitest'
import { LOCALES, type Locale } from './locales'

const FOLDER = join(import.meta.dirname, 'messages')
const filesOf = (locale: Locale) => readdirSync(join(FOLDER, locale)).toSorted()
const NAMESPACES = filesOf('en')

/** Every message of a file by its path. */
function messagesOf(locale: Locale, file: string): Map<string, string> {
  const found = new Map<string, string>()
  const walk = (value: unknown, path: string) => {
    if (typeof value === 'string') return void found.set(path, value)
    for (const [key, inner] of Object.entries(value as object)) walk(inner, path ? `${path}.${key}` : key)
  }
  walk(JSON.parse(readFileSync(join(FOLDER, locale, file), 'utf8')), '')
  return found
}

/** The arguments a message takes, with their kind, whichever way it puts them. */
function argumentsOf(message: string): string[] {
  const found = new Set<string>()
  const walk = (elements: readonly MessageFormatElement[]) => {
    for (const element of elements) {
      if (element.type === TYPE.literal || element.type === TYPE.pound) continue
      // A language without plurals may write the bare number.
      const kind = element.type === TYPE.plural || element.type === TYPE.number ? TYPE.argument : element.type
      found.add(`${element.value}:${TYPE[kind]}`)
      if (element.type === TYPE.plural || element.type === TYPE.select) {
        for (const option of Object.values(element.options)) walk(option.value)
      }
      if (element.type === TYPE.tag) walk(element.children)
    }
  }
  walk(parse(message))
  return [...found].toSorted()
}

/** The forms that a plural or a choice distinguishes, by its argument. */
function formsOf(message: string): Map<string, { kind: TYPE; forms: string[] }> {
  const found = new Map<string, { kind: TYPE; forms: string[] }>()
  for (const element of parse(message)) {
    if (element.type !== TYPE.plural && element.type !== TYPE.select) continue
    found.set(element.value, { kind: element.type, forms: Object.keys(element.options) })
  }
  return found
}

describe.each(LOCALES)('messages in %s', (locale) => {
  test('are in the same files', () => {
    expect(filesOf(locale)).toEqual(NAMESPACES)
  })

  test.each(NAMESPACES)('%s has the keys of the English one, and their arguments', (file) => {
    const english = messagesOf('en', file)
    const here = messagesOf(locale, file)
    expect([...here.keys()].toSorted()).toEqual([...english.keys()].toSorted())
    for (const [path, message] of here) {
      expect
        .soft(argumentsOf(message), `${locale}/${file} ${path}`)
        .toEqual(argumentsOf(english.get(path) ?? ''))
      expect.soft(message.trim(), `${locale}/${file} ${path}`).not.toBe('')
    }
  })

  test.each(NAMESPACES)('%s has every form that its plurals and choices need', (file) => {
    const english = messagesOf('en', file)
    const rules = new Intl.PluralRules(locale)
    // Some languages have a form for millions alone.
    const needed = [...new Set(Array.from({ length: 1_000 }, (_, count) => rules.select(count)))]
    for (const [path, message] of messagesOf(locale, file)) {
      const asked = formsOf(english.get(path) ?? '')
      for (const [argument, { kind, forms }] of formsOf(message)) {
        const wanted = kind === TYPE.plural ? needed : (asked.get(argument)?.forms ?? [])
        expect
          .soft(forms, `${locale}/${file} ${path} {${argument}}`)
          .toEqual(expect.arrayContaining([...wanted]))
      }
    }
  })
})

describe.each(LOCALES.filter((locale) => locale !== 'en'))('messages in %s', (locale) => {
  test.each(NAMESPACES)('%s are translated: no sentence is the English one', (file) => {
    const english = messagesOf('en', file)
    const same = [...messagesOf(locale, file)].filter(
      ([path, message]) => message === english.get(path) && /[a-z]{2,} [a-z]{2,}/i.test(message),
    )
    expect(same).toEqual([])
  })
})
