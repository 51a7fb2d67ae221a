import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { DomainError } from '@/lib/domain/errors'
import { CLOSED_REASONS } from '@/lib/domain/paymentLink'
import { LOCALES } from '@/lib/i18n/locales'
import { closedWords, linkPage } from '@/lib/pay/linkPage'
import { refusalText } from '@/lib/pay/linkRefusals'
import { LinkForm } from './LinkForm'
import { LinkHead } from './LinkHead'

const LINK = {
  merchantName: 'Acme',
  merchantLogo: null,
  link: {
    slug: 'coffee',
    mode: 'test',
    title: 'Kaffee',
    description: null,
    currency: 'EUR',
    amountMinor: 10_00n,
    customerChooses: true,
    minimumMinor: 5_00n,
    asked: { email: 'required', name: 'optional', note: 'optional' },
  },
} satisfies Parameters<typeof linkPage>[0]

/** In no other language of the eight. */
const ENGLISH =
  /(?<!\p{L})(?:the|this|that|your|you|is|are|not|with|from|and|optional|payment|continue|charged|merchant)(?!\p{L})/iu

describe.each(LOCALES.filter((locale) => locale !== 'en'))('a payment link in %s', (locale) => {
  test('has no English left on its page', () => {
    const view = linkPage(LINK, locale)
    const html = renderToStaticMarkup(
      <>
        <LinkHead view={view} />
        <LinkForm view={view} action={(before) => Promise.resolve(before)} request="1" refused={null} />
      </>,
    )
    const said = html.replaceAll(/<script[^]*?<\/script>|<[^>]*>/g, '\n')
    expect(said).not.toMatch(ENGLISH)
    expect(said).not.toMatch(/\b(?:link|form)\.\w+|[{}]|undefined/)
  })

  test('says in its own words why it takes nothing', () => {
    const codes = ['PAYMENT_METHOD_PAUSED', 'RATE_UNAVAILABLE', 'INVALID_AMOUNT', 'NOT_FOUND'] as const
    const reasons = CLOSED_REASONS.map(
      (reason) => new DomainError('LINK_CLOSED', 'closed', { constraints: { reason } }),
    )
    const refusals = [
      ...codes.map((code) => new DomainError(code, 'the amount is not to be had')),
      ...reasons,
    ]
    for (const refusal of [null, ...refusals]) expect.soft(refusalText(refusal, locale)).not.toMatch(ENGLISH)
    const { title, text } = closedWords(null, null, locale)
    expect(`${title} ${text}`).not.toMatch(ENGLISH)
  })
})
