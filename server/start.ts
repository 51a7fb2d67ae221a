import type { AddressInfo } from 'node:net'
import { readEnv } from '@/lib/env'
import { getApp } from '@/lib/server/app'
import { runAudit } from '@/lib/server/audit'
import { startDispatcher } from '@/lib/server/dispatch'
import { runRates } from '@/lib/server/rates'
import { runLanes, runReconcile } from '@/lib/server/reconcile'
import { openTracer } from '@/lib/tracing/openTracer'
import { drain } from './drain'
import { createHttpServer, type Pages } from './httpServer'
import { listenOptions } from './listenOptions'
import { startSchedulers } from './scheduler'
import { watched } from './watched'

/** A run ends after this, so that one that hangs does not stand in the way of the next. */
const RECONCILE_BUDGET_MS = 25_000

/** What makes pages, once it is told where the server will listen. */
type OpenPages = (at: { port: number; host: string }) => Promise<Pages>

/** The self-hosted server: API, pages and scheduler in one process, from the environment alone. Throws EnvError. */
export async function startServer(openPages: OpenPages): Promise<void> {
  const env = readEnv()
  const { port, host } = listenOptions(process.env)
  const app = getApp()
  app.metrics.watchProcess()
  const tracer = env.tracing ? await openTracer(env.tracing) : null
  const server = createHttpServer(app, await openPages({ port, host }))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { port: taken } = server.address() as AddressInfo
  app.log.info({ host, port: taken, url: env.publicUrl }, 'listening')

  const scheduler = startSchedulers(
    [
      watched(app, 'reconcile', () => runReconcile(app, RECONCILE_BUDGET_MS)),
      watched(app, 'lanes', () => runLanes(app, RECONCILE_BUDGET_MS)),
      watched(app, 'audit', () => runAudit(app, RECONCILE_BUDGET_MS)),
      watched(app, 'rates', () => runRates(app, RECONCILE_BUDGET_MS)),
    ],
    env.reconcileIntervalMs,
    app.log,
  )
  const dispatcher = startDispatcher(app)
  drain({ server, scheduler, dispatcher, app, tracer })
}

/** Ends a process that could not start. What is wrong with the environment is for a person to read; a stack would hide it. */
export function refuseToStart(error: unknown): never {
  const isExplained = error instanceof Error && error.name === 'EnvError'
  console.error(isExplained ? error.message : error)
  process.exit(1)
}
