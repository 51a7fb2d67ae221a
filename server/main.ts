import path from 'node:path'
import next from 'next'
import { withCompressedFiles } from './compressedFiles'
import { refuseToStart, startServer } from './start'

startServer(async ({ port, host }) => {
  const root = path.resolve(__dirname, '..')
  const pages = next({ dev: false, dir: root, hostname: host, port })
  await pages.prepare()
  return withCompressedFiles(pages.getRequestHandler(), root)
}).catch(refuseToStart)
