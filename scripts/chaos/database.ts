import { freePort } from '@/scripts/local/freePort'
import type { LocalPostgres } from '@/scripts/local/postgres'

/** A PostgreSQL that goes away and comes back on the same port with the same data. */
export type ChaosDatabase = {
  url: string
  /** As after a crash of its machine, or in order. */
  goAway(how: 'at once' | 'in order'): Promise<void>
  comeBack(): Promise<void>
  stop(): Promise<void>
}

export async function openDatabase(start: (port: number) => Promise<LocalPostgres>): Promise<ChaosDatabase> {
  const port = await freePort()
  const first = await start(port)
  let running: LocalPostgres | null = first
  return {
    url: first.url,
    async goAway(how) {
      await (how === 'at once' ? running?.crash() : running?.stop())
      running = null
    },
    async comeBack() {
      running = await start(port)
    },
    async stop() {
      await running?.stop()
      running = null
    },
  }
}
