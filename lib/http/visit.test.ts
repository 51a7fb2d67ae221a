import { describe, expect, it } from 'vitest'
import { isVisit } from './visit'

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const headers = (given: Record<string, string>) => new Headers({ 'user-agent': FIREFOX, ...given })

describe('a visit', () => {
  it.each([
    ['a browser', {}],
    ['a browser that says what it does', { 'sec-fetch-dest': 'document', 'sec-fetch-mode': 'navigate' }],
    [
      'a phone',
      {
        'user-agent':
          'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1',
      },
    ],
    ['a browser inside an app', { 'user-agent': `${FIREFOX} [FBAN/FBIOS;FBAV/500.0]` }],
    ['a program', { 'user-agent': 'node' }],
  ])('is %s', (_name, given) => expect(isVisit('GET', headers(given))).toBe(true))

  it.each([
    ['Facebook', { 'user-agent': 'facebookexternalhit/1.1' }],
    ['WhatsApp', { 'user-agent': 'WhatsApp/2.23.20.0' }],
    ['Telegram', { 'user-agent': 'TelegramBot (like TwitterBot)' }],
    ['Slack', { 'user-agent': 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)' }],
    ['Discord', { 'user-agent': 'Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)' }],
    ['X', { 'user-agent': 'Twitterbot/1.0' }],
    ['LinkedIn', { 'user-agent': 'LinkedInBot/1.0 (compatible; Mozilla/5.0)' }],
    [
      'iMessage',
      {
        'user-agent':
          'Mozilla/5.0 (Macintosh) AppleWebKit/601.2.4 facebookexternalhit/1.1 Facebot Twitterbot/1.0',
      },
    ],
    [
      'a search engine',
      { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
    ],
    ['a mail scanner', { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Microsoft Office/16.0' }],
    ['a prefetch', { 'sec-purpose': 'prefetch' }],
    ['a prerender', { 'sec-purpose': 'prefetch;prerender' }],
    ['an older prefetch', { purpose: 'prefetch' }],
    ['Firefox’s prefetch', { 'x-moz': 'prefetch' }],
    ['Safari’s preview', { 'x-purpose': 'preview' }],
    ['an image of another page', { 'sec-fetch-dest': 'image' }],
    ['a script of another page', { 'sec-fetch-dest': 'empty', 'sec-fetch-mode': 'no-cors' }],
    ['a frame', { 'sec-fetch-dest': 'iframe' }],
    ['Next’s own prefetch', { 'next-router-prefetch': '1' }],
  ])('is not %s', (_name, given) => expect(isVisit('GET', headers(given))).toBe(false))

  it.each(['HEAD', 'OPTIONS', 'POST'])('is not %s', (method) =>
    expect(isVisit(method, headers({}))).toBe(false),
  )
})
