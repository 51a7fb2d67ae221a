// The self-hosted server's API in a process of its own, without pages.
import { readEnv } from '@/lib/env'
import { createApp } from '@/lib/server/app'
import { createHttpServer } from '@/server/httpServer'
import { serveParent } from './serveParent'

const server = createHttpServer(createApp(readEnv()), (_request, response) => {
  response.end()
  return Promise.resolve()
})
serveParent(server)
