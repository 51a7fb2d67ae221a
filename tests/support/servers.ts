import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'
import type { Method } from '@/lib/http/spec'
import type { App } from '@/lib/server/app'
import { createHttpServer } from '@/server/httpServer'
import { MANIFEST } from '@/server/manifest.gen'
import { createRouter } from '@/server/router'

type Send = (path: string, init?: RequestInit) => Promise<Response>

/** The self-hosted server on a port of its own, for a test file. */
export async function selfHosted(app: App): Promise<Send> {
  const server = createHttpServer(app, async (_request, response) => {
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  afterAll(() => {
    server.close()
    server.closeAllConnections()
  })
  return (path, init) => fetch(base + path, init)
}

/** Calls what route files export as Next does: HEAD by GET, the folder's parameters as a promise. */
export function asNext(app: App): Send {
  const shared = globalThis as { cryptoCheckoutApp?: App }
  shared.cryptoCheckoutApp = app
  const route = createRouter(MANIFEST)
  return async (path, init) => {
    const request = new Request(`https://checkout.example${path}`, init)
    const match = route(new URL(request.url).pathname)
    const method = request.method === 'HEAD' ? 'GET' : request.method
    const handler = match?.answers[method as Method]
    if (!match || !handler) throw new Error(`Next has no handler for ${request.method} ${path}`)
    return handler(request, { params: Promise.resolve(match.params) })
  }
}
