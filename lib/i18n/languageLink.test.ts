import { expect, test } from 'vitest'
import { languageLink } from './languageLink'

test('another language keeps what was chosen, and forgets what was said once', () => {
  expect(languageLink('', 'de')).toBe('?lang=de')
  expect(languageLink('?pay=opt_1&lang=en&claim=asked&check=done', 'ar')).toBe('?pay=opt_1&lang=ar')
  expect(languageLink('?reload=off&q=%22%3E', 'fr')).toBe('?reload=off&q=%22%3E&lang=fr')
})
