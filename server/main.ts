import type { AddressInfo } from 'node:net'
import path from 'node:path'
import next from 'next'
import { readEnv } from '@/lib/env'
import { getApp } from '@/lib/server/app'
import { runAudit } from '@/lib/server/audit'
import { startDispatcher } from '@/lib/server/dispatch'
import { runRates } from '@/lib/server/rates'
import { runLanes, runReconcile } from '@/lib/server/reconcile'
import { drain } from './drain'
import { createHttpServer } from './httpServer'
import { listenOptions } from './listenOptions'
import { startSchedulers } from './scheduler'

/** A run ends after this, so that one that hangs does not stand in the way of the next. */
const RECONCILE_BUDGET_MS = 25_000

/** The self-hosted server: API, pages and scheduler in one process, from the environment alone. */
async function main(): Promise<void> {
  const env = readEnv()
  const { port, host } = listenOptions(process.env)
  const app = getApp()
  const root = path.resolve(__dirname, '..')
  const pages = next({ dev: false, dir: root, hostname: host, port })
  await pages.prepare()

  const server = createHttpServer(app, pages.getRequestHandler())
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { port: taken } = server.address() as AddressInfo
  app.log.info({ host, port: taken, url: env.publicUrl }, 'listening')

  const scheduler = startSchedulers(
    [
      () => runReconcile(app, RECONCILE_BUDGET_MS),
      () => runLanes(app, RECONCILE_BUDGET_MS),
      () => runAudit(app, RECONCILE_BUDGET_MS),
      () => runRates(app, RECONCILE_BUDGET_MS),
    ],
    env.reconcileIntervalMs,
    app.log,
  )
  const dispatcher = startDispatcher(app)
  drain({ server, scheduler, dispatcher, app })
}

main().catch((error: unknown) => {
  // What is wrong with the environment is for a person to read; a stack would hide it.
  const isExplained = error instanceof Error && error.name === 'EnvError'
  console.error(isExplained ? error.message : error)
  process.exit(1)
})
