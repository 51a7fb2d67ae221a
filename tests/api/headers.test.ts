import { describe, expect, it } from 'vitest'
import { MANIFEST } from '@/server/manifest.gen'
import { testApp } from '@/tests/support/app'
import { asNext, selfHosted } from '@/tests/support/servers'

const world = await testApp()
const merchant = await world.merchant()
const key = await world.key(merchant.id)
const SERVERS = { 'the self-hosted server': await selfHosted(world.app), Next: asNext(world.app) }

/** Every route of the manifest by each of its methods; what its id names is nobody's. */
const requests = MANIFEST.flatMap(({ path, methods }) =>
  Object.keys(methods).map((method) => ({
    method,
    path: path
      .replace('{...rest}', 'nothing')
      .replace('{...path}', 'nothing')
      .replace(/\{[^}]+\}/g, 'nobodys'),
  })),
)

describe.each(Object.entries(SERVERS))('%s', (_name, send) => {
  it.each(requests)(
    '$method $path: nothing in an answer can run, be framed, guessed at or kept',
    async (one) => {
      const { method, path } = one
      const asking: Record<string, string>[] = [
        {},
        { authorization: `Bearer ${key}` },
        { 'x-api-key': key, cookie: 'a=b' },
      ]
      for (const credentials of asking) {
        const sent = method === 'GET' || method === 'DELETE' ? {} : { body: '{}' }
        const headers = { ...credentials, 'content-type': 'application/json' }
        const leaving = new AbortController()
        const answer = await send(path, { method, headers, signal: leaving.signal, ...sent })
        const told = (name: string) => answer.headers.get(name)
        expect(told('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'.*sandbox/)
        expect(told('x-content-type-options')).toBe('nosniff')
        expect(told('referrer-policy')).toBe('no-referrer')
        expect(told('strict-transport-security')).toContain('max-age=31536000')
        expect(told('cross-origin-resource-policy')).toMatch(/^(same-origin|cross-origin)$/)
        expect(told('access-control-allow-credentials')).toBeNull()
        expect(told('cache-control')).not.toBeNull()
        expect(told('set-cookie')).toBeNull()
        expect(told('server')).toBeNull()
        expect(told('x-powered-by')).toBeNull()
        // What is one caller's may not be kept by a cache for another; what is the same for all may.
        const isForAll = /^\/api\/(v1\/(public|openapi)|health|checkout\/pay)/.test(path)
        expect(isForAll || /no-store/.test(told('cache-control') ?? '')).toBe(true)
        leaving.abort()
      }
    },
  )
})
