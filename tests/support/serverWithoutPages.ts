import { refuseToStart, startServer } from '@/server/start'

// The self-hosted server as it is, but for pages: they need Next's build, and API, streams and jobs do not.
startServer(() =>
  Promise.resolve((_request, response) => {
    response.writeHead(404).end()
    return Promise.resolve()
  }),
).catch(refuseToStart)
