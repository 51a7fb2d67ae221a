import { expect, request, test, type APIRequestContext } from '@playwright/test'
import { runningStack, STACK_VARIABLE } from '../support/stack'

/** next-auth's own endpoints and server actions, on the self-hosted server, without a browser. */
let api: APIRequestContext
test.beforeEach(async () => {
  api = await request.newContext({ baseURL: runningStack().baseUrl })
})
test.afterEach(() => api.dispose())

/** Workers have the stack; the run that only lists tests has none yet. */
const { email, password } = process.env[STACK_VARIABLE]
  ? runningStack().merchant
  : { email: '', password: '' }

test('signs in with credentials, tells the session, and signs out', async () => {
  expect(await (await api.get('/api/auth/session')).json()).toEqual({})
  const answer = await post('callback/credentials', { email, password })
  expect(answer.status()).toBe(302)
  const cookie = answer.headersArray().find(({ value }) => value.includes('session-token='))?.value
  expect(cookie).toMatch(/Path=\/;.*HttpOnly;.*SameSite=Lax/)
  const session = await (await api.get('/api/auth/session')).json()
  expect(session).toMatchObject({ user: { email, role: 'owner', merchantId: runningStack().merchant.id } })
  await post('signout', {})
  expect(await (await api.get('/api/auth/session')).json()).toEqual({})
})

test('answers alike for a wrong password and for nobody', async () => {
  const known = await post('callback/credentials', { email, password: 'wrong' })
  const unknown = await post('callback/credentials', { email: 'nobody@example.com', password: 'wrong' })
  expect(known.headers().location).toBe(unknown.headers().location)
  expect(known.headers().location).toContain('error=CredentialsSignin')
  expect(await (await api.get('/api/auth/session')).json()).toEqual({})
})

test('refuses a post without its own token', async () => {
  const form = { csrfToken: 'made up', email, password }
  const answer = await api.post('/api/auth/callback/credentials', { form, maxRedirects: 0 })
  expect(answer.headers().location).toContain('csrf=true')
  expect(await (await api.get('/api/auth/session')).json()).toEqual({})
})

test('leads nowhere else after signing in', async () => {
  const callbackUrl = 'https://evil.example/'
  const answer = await post('callback/credentials', { email, password, callbackUrl })
  expect(answer.headers().location).toMatch(new RegExp(`^${runningStack().baseUrl}`))
})

test('refuses a page’s form that another site sends, and takes one through a proxy with its own Host', async () => {
  const page = await (await api.get('/forgot-password')).text()
  const send = (headers: Record<string, string>) =>
    api.post('/forgot-password', {
      headers,
      multipart: { ...hiddenFields(page), email: 'nobody@example.com' },
      maxRedirects: 0,
    })
  expect((await send({ origin: 'https://evil.example' })).status()).toBe(403)
  const { baseUrl } = runningStack()
  expect((await send({ origin: baseUrl })).status()).toBe(200)
  expect((await send({ origin: baseUrl, 'x-forwarded-host': 'inside:3000' })).status()).toBe(200)
})

async function post(action: string, fields: Record<string, string>) {
  const { csrfToken } = await (await api.get('/api/auth/csrf')).json()
  return api.post(`/api/auth/${action}`, { form: { csrfToken, ...fields }, maxRedirects: 0 })
}

function hiddenFields(page: string): Record<string, string> {
  const inputs = page.match(/<input type="hidden"[^>]*>/g) ?? []
  const attribute = (tag: string, name: string) =>
    (new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  return Object.fromEntries(inputs.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')]))
}
