import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'
import type { App } from '@/lib/server/app'
import { createHttpServer } from '@/server/httpServer'

/** The self-hosted server without pages, on a port of its own, until the file's tests are over. Gives its base URL. */
export async function serve(app: App): Promise<string> {
  const server = createHttpServer(app, async (_request, response) => void response.writeHead(404).end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => {
    app.live.close()
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
