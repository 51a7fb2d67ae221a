import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { CATALOGUE } from '@/lib/i18n/catalogue'
import { LOCALES, type Locale } from '@/lib/i18n/locales'
import { payView } from '@/lib/pay/payView'
import { invoiceWith, NETWORKS, SCENES } from '@/lib/pay/testing'
import type { WaysView } from '@/lib/pay/waysView'
import { PayPage } from './PayPage'
import { Refused } from './Refused'

const nothing = () => Promise.resolve()
const OTHERS = LOCALES.filter((locale) => locale !== 'en')

const choice = { on: null, href: '?', current: false, paused: false, suggested: false, fee: null }
const address = `0x${'7c'.repeat(20)}` as const

/** Every way to pay that a page can show. */
function everyWay(locale: Locale): WaysView {
  const words = CATALOGUE[locale].wallet
  return {
    network: 'ethereum',
    words,
    choices: {
      tokens: [
        { ...choice, label: 'USDT', current: true },
        { ...choice, label: 'USDC', on: 'Base', href: '?token=USDC' },
      ],
      networks: [
        { ...choice, label: 'Ethereum', suggested: true, fee: '$0.10' },
        { ...choice, label: 'Base', href: '?network=base', paused: true },
      ],
    },
    offer: {
      invoiceId: 'inv_1',
      chain: {
        id: 1,
        name: 'Ethereum',
        coin: { name: 'Ether', symbol: 'ETH', decimals: 18 },
        explorer: null,
      },
      asset: { symbol: 'USDT', decimals: 6, address },
      amount: '16490000',
      amountText: '16.49\u00a0USDT',
      rail: { kind: 'transfer', to: address },
    },
    link: { uri: 'ethereum:0x', label: words.codeLabel.replace(/\{\w+\}/g, '') },
    exchangeFee: words.exchangeFee.replace('{amount}', '16.49\u00a0USDT'),
  }
}

/** The whole page with everything on it that can be, in a language. */
function pageOf(scene: string, locale: Locale): string {
  const view = payView(SCENES[scene] ?? invoiceWith(), NETWORKS, locale)
  const page = '/pay/inv_1'
  const networks = [{ id: 'ethereum', name: 'Ethereum' }]
  return renderToStaticMarkup(
    <PayPage
      view={{ ...view, simulated: false }}
      reload="on"
      requote={{ action: page, refused: true }}
      test={{ action: page, refused: 'busy' }}
      check={{ action: nothing, page, said: 'often' }}
      claim={{ action: nothing, page, networks, said: 'malformed' }}
      ways={everyWay(locale)}
      again={page}
    />,
  )
}

/** What a person reads or hears of it: text, names, descriptions. */
function words(html: string): string[] {
  const attributes = [...html.matchAll(/(?:aria-label|title|alt|placeholder)="([^"]*)"/g)].map(
    ([, text]) => text ?? '',
  )
  return [...html.replaceAll(/<script[^]*?<\/script>|<[^>]*>/g, '\n').split('\n'), ...attributes]
    .map((text) => text.trim())
    .filter(Boolean)
}

/** Said by the merchant, or written the same everywhere. */
const THE_SAME =
  /Acme VPN Services|VPN Service Order|Monthly VPN subscription with premium features|VPN Premium Plan|Monthly subscription with unlimited bandwidth|Additional Static IP|Ethereum|Base|USDT|USDC|USD|UTC|ERC-20|inv_\w+|0x\w+|[0-9a-f]+…[0-9a-f]+/g
/** Words without which no English sentence is, and which none of the other languages has. */
const ENGLISH =
  /(?<!\p{L})(?:the|this|that|your|you|is|are|been|has|have|not|with|from|and|payment|paid|send|please|what)(?!\p{L})/iu

/** The same without what is no word of the page's. */
function ownWords(html: string): Set<string> {
  return new Set(words(html).map((text) => text.replaceAll(THE_SAME, '').trim()))
}

describe.each(OTHERS)('the pay page in %s', (locale) => {
  test.each(Object.keys(SCENES))('%s has no English sentence left, and no missing word', (scene) => {
    const english = ownWords(pageOf(scene, 'en'))
    for (const own of ownWords(pageOf(scene, locale))) {
      expect.soft(own).not.toMatch(ENGLISH)
      expect.soft(own).not.toMatch(/\b(?:pay|states|notices|seen|send|foot)\.\w+|[{}]|undefined|\bnull\b|NaN/)
      const isEnglish = /[a-z]{3,} [a-z]{3,}/i.test(own) && english.has(own)
      expect.soft(isEnglish, `the same in English: ${own}`).toBe(false)
    }
  })

  test('says that an invoice is not to be paid whose address is not its own', () => {
    for (const text of words(renderToStaticMarkup(<Refused locale={locale} />)))
      expect(text).not.toMatch(ENGLISH)
  })

  test('tells of wallets', () => {
    for (const text of Object.values(CATALOGUE[locale].wallet)) expect(text).not.toMatch(ENGLISH)
  })

  test('plays its test panel', () => {
    const view = payView(invoiceWith({ invoice: { mode: 'test' } }), NETWORKS, locale)
    const html = renderToStaticMarkup(
      <PayPage
        view={{ ...view, simulated: true }}
        reload="off"
        requote={{ action: '/', refused: false }}
        test={{ action: '/', refused: 'full' }}
        ways={everyWay(locale)}
      />,
    )
    for (const text of words(html)) expect(text.replaceAll(THE_SAME, '')).not.toMatch(ENGLISH)
  })
})

test('addresses and hashes keep their direction on a page that has another', () => {
  expect(pageOf('waiting', 'ar')).toMatch(/<code dir="ltr"[^>]*data-address="0x7cB5/)
  expect(pageOf('paid', 'ar')).toMatch(/<a dir="ltr" href="https:\/\/etherscan/)
  expect(pageOf('waiting', 'ar')).toContain('\u206616.49\u00a0USDT\u2069')
})
