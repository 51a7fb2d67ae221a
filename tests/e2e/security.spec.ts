import { readdirSync, readFileSync } from 'node:fs'
import { expect, request, test, type APIRequestContext, type APIResponse, type Page } from '@playwright/test'
import { createKeyHasher } from '@/lib/auth/keyHasher'
import { issueApiKey } from '@/lib/services/apiKeys/issueApiKey'
import { createLink } from '@/lib/services/links/createLink'
import { createEndpoint } from '@/lib/services/webhooks/createEndpoint'
import { ENDPOINT_DEFAULTS } from '@/lib/services/webhooks/endpointDefaults'
import type { TestMerchant } from '@/scripts/local/testMerchant'
import { sell, signIn } from '../support/dashboard'
import { linkInput } from '../support/links'
import { LOG_VARIABLE } from '../support/printedMail'
import { runningStack, runningStackAround, runningTestMerchant } from '../support/stack'

/**
 * Every page and every file that pages hand out, found by their folders: a new one is covered by itself. What the API's routes answer is in
 * `tests/api/headers.test.ts`.
 */
const FILES = readdirSync('app', { recursive: true, encoding: 'utf8' })
const pathsOf = (name: string) =>
  FILES.filter((file) => file.endsWith(`/${name}`) || file === name)
    .filter((file) => !/^api\/(?!auth)/.test(file))
    .map((file) =>
      `/${file.slice(0, -name.length)}`
        .replace(/\/\([^)]*\)/g, '')
        .replace('[...nextauth]', 'session')
        .replace(/\[[^\]]+\]/g, 'nobody_knows_it')
        .replace(/(.)\/$/, '$1'),
    )
const PAGES = pathsOf('page.tsx')
const DOWNLOADS = pathsOf('route.ts')
const OWN = PAGES.filter((path) => /^\/(dashboard|account)\b/.test(path))

let owner: TestMerchant
let stranger: TestMerchant
let anybody: APIRequestContext
test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  ;[owner, stranger] = [await runningTestMerchant(), await runningTestMerchant()]
  anybody = await request.newContext({ baseURL: runningStack().baseUrl, maxRedirects: 0 })
})
test.afterAll(async () => {
  await anybody.dispose()
  await owner.close()
  await stranger.close()
})

test('every page and file tells browsers what they may not do', async ({ page }) => {
  await signIn(page, owner)
  const nonces = new Set<string>()
  for (const context of [anybody, page.request]) {
    for (const path of [...PAGES, ...DOWNLOADS, '/nowhere']) {
      const answer = await context.get(path, { maxRedirects: 0 })
      expect(answer.status(), path).toBeLessThan(500)
      const headers = answer.headers()
      expect(headers['x-content-type-options'], path).toBe('nosniff')
      expect(headers['referrer-policy'], path).toMatch(/^(same-origin|no-referrer)$/)
      expect(headers['cross-origin-resource-policy'], path).toBe('same-origin')
      const policy = headers['content-security-policy'] ?? ''
      expect(policy, path).toContain("default-src 'none'")
      expect(policy, path).toContain('frame-ancestors ')
      expect(policy, path).not.toMatch(/unsafe|\*/)
      if (path.startsWith('/api/')) continue
      expect(headers['permissions-policy'], path).toContain('camera=()')
      expect(headers['cross-origin-opener-policy'], path).toMatch(/^same-origin/)
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
      nonces.add(nonce)
      expect(nonce.length, path).toBeGreaterThan(20)
      await expectNoScriptWithout(nonce, answer, path)
    }
  }
  expect(nonces.size).toBe(
    2 * (PAGES.length + DOWNLOADS.filter((path) => !path.startsWith('/api/')).length + 1),
  )
})

/** A script without the nonce, a handler or a style in an attribute would not run, and should not be there. */
async function expectNoScriptWithout(nonce: string, answer: APIResponse, path: string): Promise<void> {
  if (!(answer.headers()['content-type'] ?? '').startsWith('text/html')) return
  const html = await answer.text()
  for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) expect(tag, path).toContain(`nonce="${nonce}"`)
  expect(html.replace(/<script\b[\s\S]*?<\/script>/g, ''), path).not.toMatch(
    /<[a-z][^>]*\s(on[a-z]+|style)=/i,
  )
}

test('no page or file of the dashboard is shown to who is not signed in', async () => {
  expect(OWN.length).toBeGreaterThan(15)
  for (const path of [...OWN, ...DOWNLOADS.filter((one) => one.startsWith('/dashboard'))]) {
    const answer = await anybody.get(path)
    expect(answer.status(), path).toBe(307)
    expect(answer.headers().location, path).toMatch(/^\/login(\?callbackUrl=%2F(dashboard|account)|$)/)
  }
})

test('nothing that another site’s page sends is taken, on any page, for any action', async ({ page }) => {
  await signIn(page, owner)
  const elsewhere: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: runningStack().baseUrl },
    { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
  ]
  const actions = actionIds()
  expect(actions.length).toBeGreaterThan(20)
  for (const headers of elsewhere) {
    for (const path of [...PAGES, ...DOWNLOADS]) {
      const answer = await page.request.post(path, { headers, multipart: { id: 'x' }, maxRedirects: 0 })
      expect(answer.status(), `${path} ${JSON.stringify(headers)}`).toBe(403)
    }
  }
  for (const action of actions) {
    const headers = { origin: 'https://evil.example', 'next-action': action }
    const answer = await page.request.post('/dashboard', { headers, multipart: { id: 'x' }, maxRedirects: 0 })
    expect(answer.status(), action).toBe(403)
  }
})

/** Every server action of the build, by its id. */
function actionIds(): string[] {
  const manifest: unknown = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8'))
  const { node } = manifest as { node: Record<string, unknown> }
  return Object.keys(node)
}

test('next-auth takes no body without end, writes nothing of strangers into the log, and leads nowhere else', async () => {
  const form = 'x'.repeat(200_000)
  const large = await anybody.post('/api/auth/callback/credentials', { form: { password: form } })
  expect(large.status()).toBe(413)
  expect((await anybody.post('/api/auth/_log', { data: { level: 'error', code: 'forged' } })).status()).toBe(
    404,
  )
  for (const path of [
    '//evil.example/x',
    '/%5Cevil.example',
    '/login?callbackUrl=//evil.example',
    '/\\evil.example',
  ]) {
    const { location = '/' } = (await anybody.get(`${runningStack().baseUrl}${path}`)).headers()
    expect(new URL(location, runningStack().baseUrl).origin, path).toBe(runningStack().baseUrl)
  }
})

const MARKS = {
  invoice: 'The owner’s order, which nobody else may read',
  link: 'The owner’s link, which nobody else may read',
  endpoint: 'only-the-owner-may-read-this',
  key: 'Key of the owner alone',
}

async function rowsOf({ app, actor, ...rest }: TestMerchant): Promise<void> {
  await createEndpoint(app, actor, {
    ...ENDPOINT_DEFAULTS,
    url: `http://127.0.0.1:9/${MARKS.endpoint}`,
    events: ['*'],
    secret: null,
    allowedIps: [],
    enabled: true,
  })
  await createLink(app, actor, linkInput({ title: MARKS.link }))
  const key = {
    merchantId: actor.merchantId,
    mode: 'test',
    form: 'sk_test',
    name: MARKS.key,
    scopes: [],
  } as const
  await issueApiKey(app, key, createKeyHasher(app.env.apiKeyPeppers))
  const merchant = { app, actor, ...rest }
  await sell(merchant, [{ type: 'pay', amount: { of: 'rest' }, token: null }], MARKS.invoice)
  await sell(merchant, [], MARKS.invoice)
}

const ID = /\b[a-z]{2,4}_[0-9A-Za-z]{20,}|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/

test('what the dashboard shows its owner it shows no stranger: pages, lists, searches and exports', async ({
  page,
  browser,
}) => {
  await rowsOf(owner)
  await signIn(page, owner)
  const seen = await crawl(page)
  const all = [...seen.values()].join('')
  const secrets = [...Object.values(MARKS), owner.email, owner.actor.merchantId]
  for (const mark of Object.values(MARKS)) expect(all, mark).toContain(mark)
  const naming = [...seen.keys()].filter((url) => ID.test(url))
  expect(naming.length).toBeGreaterThan(5)

  const other = await browser.newPage()
  await signIn(other, stranger)
  for (const url of naming) {
    const answer = await other.request.get(url, { maxRedirects: 0 })
    if (ID.test(url.split('?')[0] ?? '')) expect(answer.status(), url).toBe(404)
    const text = await answer.text()
    for (const secret of secrets) expect(text, url).not.toContain(secret)
  }
  const id = ID.exec(naming[0] ?? '')?.[0] ?? ''
  for (const path of [...OWN, ...DOWNLOADS].filter((one) => !one.includes('nobody_knows_it'))) {
    for (const query of [
      '',
      `?q=${id}`,
      `?search=${id}`,
      `?id=${id}`,
      `?merchant=${owner.actor.merchantId}`,
    ]) {
      const text = await (await other.request.get(path + query, { maxRedirects: 0 })).text()
      const echoed = query.includes('merchant') ? secrets.slice(0, -1) : secrets
      for (const secret of echoed) expect(text, path + query).not.toContain(secret)
    }
  }
  await other.close()
})

/** Every page and file that links lead to, with what it shows; first what is of a kind that was not seen yet. */
async function crawl(page: Page, most = 120): Promise<Map<string, string>> {
  const seen = new Map<string, string>()
  const kinds = new Map<string, number>()
  const waiting = new Set(['/dashboard', ...DOWNLOADS.filter((path) => path.startsWith('/dashboard'))])
  const kindOf = (url: string) => url.replace(new RegExp(ID, 'g'), 'ID').replace(/=[^&]*/g, '=')
  const times = (url: string) => kinds.get(kindOf(url)) ?? 0
  while (waiting.size > 0 && seen.size < most) {
    const url = [...waiting].reduce((best, one) => (times(one) < times(best) ? one : best))
    waiting.delete(url)
    kinds.set(kindOf(url), times(url) + 1)
    const text = (await (await page.request.get(url)).text()).replaceAll('&amp;', '&')
    seen.set(url, text)
    for (const [, link = ''] of text.matchAll(/href="(\/(?:dashboard|account)[^"#]*)"/g)) {
      if (!seen.has(link)) waiting.add(link)
    }
  }
  return seen
}

test('the server’s whole log holds no key, secret or session', async ({ page }) => {
  const { apiKeys, webhookSecret, cronSecret, merchant, baseUrl } = runningStack()
  const { environment } = runningStackAround() as { environment: Record<string, string> }
  await signIn(page, owner)
  const session =
    (await page.context().cookies()).find(({ name }) => name.includes('session-token'))?.value ?? ''
  // A secret in every wrong place.
  for (const secret of [apiKeys.sk_live, webhookSecret, owner.password]) {
    const text = encodeURIComponent(secret)
    for (const path of [
      `/api/v1/invoices/${text}`,
      `/api/v1/${text}`,
      `/pay/${text}`,
      `/l/${text}`,
      `/dashboard/invoices?q=${text}`,
    ]) {
      await page.request.get(path)
      await page.request.get(`${path}?api_key=${text}`, {
        headers: { authorization: secret, 'x-api-key': `${secret}x` },
      })
    }
    await anybody.post('/api/v1/auth/token', { data: { grant_type: 'api_key', api_key: `${secret}'` } })
    await anybody.post('/api/v1/invoices', {
      headers: { 'idempotency-key': secret },
      data: `{"a":"${secret}`,
    })
    await anybody.post('/login', {
      headers: { origin: baseUrl, 'next-action': secret },
      multipart: { password: secret },
    })
  }
  const rings = ['API_KEY_PEPPER', 'ENCRYPTION_KEY', 'AUTH_SECRET', 'JWT_SECRET'].flatMap((name) =>
    (environment[name] ?? '').split(',').map((part) => part.split(':')[1] ?? ''),
  )
  const secrets = [
    ...Object.values(apiKeys),
    webhookSecret,
    cronSecret,
    merchant.password,
    owner.password,
    session,
    ...rings,
  ]
  const log = readFileSync(process.env[LOG_VARIABLE] ?? '', 'utf8')
  expect(log).toContain('"listening"')
  for (const secret of [...secrets, environment.GAS_PRIVATE_KEY].filter((one) => one !== undefined)) {
    expect(secret.length).toBeGreaterThan(10)
    expect(log.includes(secret), `${secret.slice(0, 8)}… stands in the log`).toBe(false)
  }
  expect(log).not.toMatch(/\b[a-z]{2}_(live|test)_\w*[0-9A-Za-z]{32}|whsec_[\w+/]{16}|eyJ[\w-]{20,}\./)
})
