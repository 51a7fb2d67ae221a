import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '@/tests/simulation/engine/random'
import type { Instance } from './instance'
import type { Tally } from './tally'

/** Longer than a lease of ten seconds: another server takes over, and this one wakes up believing that it holds it (S2). */
const FROZEN_MS = 12_000

/** Kills and restarts at moments that the seed gives, one after the other, until the time is over; then everything runs again. */
export async function makeTrouble(
  { servers, database }: Instance,
  random: Random,
  tally: Tally,
  ms: number,
): Promise<void> {
  const away = () => pause(random.between(0, 1_500))
  const kill = async (killed: typeof servers) => {
    await Promise.all(killed.map((server) => server.kill()))
    tally.count('servers killed with -9', killed.length)
    await away()
    for (const server of killed) await server.start()
  }
  const restart = async (how: 'at once' | 'in order') => {
    await database.goAway(how)
    tally.count(`PostgreSQL stopped ${how}`)
    await away()
    await database.comeBack()
  }
  const troubles = {
    'kill one': () => kill([random.pick(servers)]),
    'kill one more': () => kill([random.pick(servers)]),
    'kill one again': () => kill([random.pick(servers)]),
    'kill all': () => kill(servers),
    crash: () => restart('at once'),
    'crash again': () => restart('at once'),
    restart: () => restart('in order'),
    async freeze() {
      tally.count('servers frozen for 12 s')
      await random.pick(servers).freeze(FROZEN_MS)
    },
  }
  const until = Date.now() + ms
  for (;;) {
    await pause(random.between(200, 3_000))
    if (Date.now() > until) return
    await random.pick(Object.values(troubles))()
  }
}
