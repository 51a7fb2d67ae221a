import type { Server } from 'node:http'
import type { App } from '@/lib/server/app'
import type { OpenTracer } from '@/lib/tracing/openTracer'
import type { startDispatcher } from '@/lib/server/dispatch'
import type { Scheduler } from './scheduler'

/** What is still under way after this is cut off; a cut reconciling run is safe and goes on elsewhere. */
const PATIENCE_MS = 10_000
/** Webhooks that have no answer by then are cut off and sent again by whoever comes next. */
const WEBHOOK_PATIENCE_MS = 5_000

type Dispatcher = ReturnType<typeof startDispatcher>

/** On SIGTERM or SIGINT takes no new request, lets those under way end, and leaves. A second signal leaves at once. */
export function drain(parts: {
  server: Server
  scheduler: Scheduler
  dispatcher: Dispatcher
  app: App
  tracer: OpenTracer | null
}): void {
  let leaving = false
  const leave = (signal: string) => {
    if (leaving) process.exit(1)
    leaving = true
    parts.app.log.info({ signal }, 'draining')
    setTimeout(() => process.exit(0), PATIENCE_MS).unref()
    void end(parts).finally(() => process.exit(0))
  }
  process.on('SIGTERM', leave)
  process.on('SIGINT', leave)
}

async function end({
  server,
  scheduler,
  dispatcher,
  app,
  tracer,
}: Parameters<typeof drain>[0]): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  app.live.close()
  server.closeIdleConnections()
  await Promise.all([closed, scheduler.stop(), dispatcher.stop(WEBHOOK_PATIENCE_MS)])
  await Promise.all([app.pool.close(), app.limitStore.close?.(), tracer?.close()])
}
