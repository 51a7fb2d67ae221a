import path from 'node:path'
import next from 'next'
import { refuseToStart, startServer } from './start'

startServer(async ({ port, host }) => {
  const pages = next({ dev: false, dir: path.resolve(__dirname, '..'), hostname: host, port })
  await pages.prepare()
  return pages.getRequestHandler()
}).catch(refuseToStart)
