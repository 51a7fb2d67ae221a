import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { describeError } from '@/lib/describeError'
import { pathAndQuery } from '@/lib/http/request'
import type { App } from '@/lib/server/app'
import { withClient } from '@/lib/server/client'
import { countAnswer } from './countAnswer'
import { dispatch } from './dispatch'
import { MANIFEST } from './manifest.gen'
import { clientAddress } from './nodeRequest'
import { refusedBeforehand, refuseUpgrades } from './refuseUpgrades'
import { createRouter } from './router'

export type Pages = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** A request whose body never ends is given up after this. */
const REQUEST_TIMEOUT_MS = 60_000

/** One server for both: paths of the manifest go straight to the pipeline, everything else to the pages. */
export function createHttpServer(app: App, pages: Pages): Server {
  const route = createRouter(MANIFEST)
  const page: Pages = (request, response) => {
    const started = performance.now()
    const method = request.method ?? 'GET'
    response.once('close', () =>
      countAnswer(app.metrics, { method, route: 'page', status: response.statusCode, started }),
    )
    return pages(request, response)
  }
  const server = createServer((request, response) => {
    const problem = refusedBeforehand(request)
    if (problem !== null) return refuse(response, problem)
    const match = route(pathAndQuery(request.url ?? '/').path)
    const work = match
      ? dispatch(app, match, request, response)
      : withClient(clientAddress(request, app.env.trustedProxies), () => page(request, response))
    work.catch((error: unknown) => {
      app.log.error({ error: describeError(error) }, 'a request was not answered')
      response.destroy()
    })
  })
  refuseUpgrades(server)
  server.requestTimeout = REQUEST_TIMEOUT_MS
  return server
}

function refuse(response: ServerResponse, problem: string): void {
  response.writeHead(400, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  })
  response.end(`${problem}\n`)
}
