import { readdirSync } from 'node:fs'
import { NextRequest } from 'next/server'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { guarded, withSecurity } from '@/app/api/auth/[...nextauth]/guard'
import { config, proxy } from '@/proxy'

const PUBLIC_URL = 'https://checkout.example'
vi.stubEnv('PUBLIC_URL', PUBLIC_URL)
afterAll(() => void vi.unstubAllEnvs())

/** Every page and every file that pages hand out, by its folder: a new one is covered by itself. */
const PATHS = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file) && !file.startsWith('api/'))
  .map((file) =>
    `/${file.replace(/(page\.tsx|route\.ts)$/, '')}`
      .replace(/\/\([^)]*\)/g, '')
      .replace(/\[[^\]]+\]/g, 'nobody')
      .replace(/(.)\/$/, '$1'),
  )

const ask = (path: string, method: string, headers: Record<string, string>) =>
  proxy(new NextRequest(PUBLIC_URL + path, { method, headers: { host: 'inside:3000', ...headers } }))

const ELSEWHERE: Record<string, string>[] = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'https://sub.checkout.example' },
  { origin: 'http://checkout.example' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site', origin: PUBLIC_URL },
  { 'sec-fetch-site': 'cross-site', origin: PUBLIC_URL, 'next-router-prefetch': '1' },
  { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
]

it('runs for every page and file but those that are the same for all, whatever a request calls itself', () => {
  expect(config.matcher).toHaveLength(1)
  const matcher = new RegExp(`^${config.matcher[0]}$`)
  expect(PATHS.length).toBeGreaterThan(30)
  expect(PATHS.filter((path) => !matcher.test(path))).toEqual([])
})

describe.each(PATHS)('%s', (path) => {
  it('takes nothing that another site’s page sends', () => {
    for (const headers of ELSEWHERE) {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
        expect(ask(path, method, headers).status).toBe(403)
    }
    const own: Record<string, string>[] = [{ origin: PUBLIC_URL }, { 'sec-fetch-site': 'same-origin' }, {}]
    for (const headers of own) {
      expect(ask(path, 'POST', headers).headers.get('x-middleware-next')).toBe('1')
    }
    for (const headers of ELSEWHERE) expect(ask(path, 'GET', headers).status).toBe(200)
  })

  it('tells browsers what they may not do', () => {
    const nonces = new Set<string | undefined>()
    for (const [method, headers] of [
      ['GET', {}],
      ['GET', { 'next-router-prefetch': '1' }],
      ['POST', { origin: 'null' }],
    ] as const) {
      const told = ask(path, method, headers).headers
      const policy = told.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain('frame-ancestors ')
      expect(policy).not.toMatch(/unsafe|\*/)
      nonces.add(/'nonce-([^']{20,})'/.exec(policy)?.[1])
      expect(told.get('x-content-type-options')).toBe('nosniff')
      expect(told.get('referrer-policy')).toBe('same-origin')
      expect(told.get('permissions-policy')).toContain('camera=()')
      expect(told.get('cross-origin-opener-policy')).toMatch(/^same-origin/)
      expect(told.get('cross-origin-resource-policy')).toBe('same-origin')
      expect(told.get('strict-transport-security')).toContain('max-age=31536000')
    }
    expect(nonces.size).toBe(3)
    expect(nonces).not.toContain(undefined)
  })
})

it('lets no client say what only the proxy knows of a request', () => {
  const claims = { 'x-page-method': 'HEAD', 'x-page-path': '/elsewhere', 'x-page-visitor': 'a'.repeat(32) }
  const told = ask('/l/one?lang=en', 'GET', claims).headers
  const passed = (name: string) => told.get(`x-middleware-request-${name}`)
  expect([passed('x-page-method'), passed('x-page-path')]).toEqual(['GET', '/l/one'])
  expect(passed('x-page-visitor')).not.toBe(claims['x-page-visitor'])
  for (const cookie of told.getSetCookie()) {
    expect(cookie).toMatch(/^__Host-[\w-]+=[^;]+; Path=\/; .*Secure; HttpOnly; SameSite=lax/i)
    expect(cookie).not.toMatch(/domain/i)
  }
  expect(told.getSetCookie().length).toBeGreaterThan(0)
})

describe('next-auth’s endpoints', () => {
  const post = (body: string, headers: Record<string, string> = {}, action = 'callback') =>
    guarded(
      new NextRequest(`${PUBLIC_URL}/api/auth/${action}`, { method: 'POST', body, headers }),
      action,
      PUBLIC_URL,
    )

  it('take nothing of other sites, no body without end, and nothing for the log', async () => {
    for (const headers of ELSEWHERE) expect(await post('a=b', headers)).toMatchObject({ status: 403 })
    expect(await post('x'.repeat(16 * 1024 + 1))).toMatchObject({ status: 413 })
    expect(await post('{}', {}, '_log')).toMatchObject({ status: 404 })
    const form = { 'content-type': 'application/x-www-form-urlencoded', origin: PUBLIC_URL }
    const passed = await post('email=a&password=b', form)
    expect(passed).toBeInstanceOf(NextRequest)
    expect(await passed.text()).toBe('email=a&password=b')
    expect(passed.headers.get('content-type')).toBe(form['content-type'])
  })

  it('answer with the headers of the API, and keep their cookies', () => {
    const made = new Response('{}', { status: 302, headers: { location: '/login' } })
    made.headers.append('set-cookie', 'a=1')
    made.headers.append('set-cookie', 'b=2')
    const { status, headers } = withSecurity(made, PUBLIC_URL)
    expect([status, headers.get('location'), headers.getSetCookie()]).toEqual([302, '/login', ['a=1', 'b=2']])
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('strict-transport-security')).toContain('max-age')
  })
})
