import { readEnv } from '@/lib/env'
import { createApp, type App } from '@/lib/server/app'

/** Runs a command on the instance of the environment; an error is told and sets the exit code. */
export async function onInstance(work: (app: App) => Promise<void>): Promise<void> {
  try {
    const app = createApp({ ...readEnv(), logLevel: 'error' })
    try {
      await work(app)
    } finally {
      await app.pool.close()
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
