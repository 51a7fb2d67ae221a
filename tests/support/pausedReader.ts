import type { ChainReader } from '@/lib/chains/port'
import type { RootContext } from '@/lib/services/context'
import { withReader } from './changedReader'

export type Paused = {
  ctx: RootContext
  /** Resolves once the run waits. */
  reached: Promise<void>
  resume(): void
}

/** The same services, whose first call of one of the reader's methods waits before or after the chain answers it. */
export function pausedAt(
  ctx: RootContext,
  when: 'before' | 'after',
  method: 'head' | 'scan' | 'receipt',
): Paused {
  const reached = gate()
  const resumed = gate()
  const waitOnce = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    const known = when === 'after' ? await ask() : null
    reached.open()
    await resumed.opened
    return known ?? ask()
  }
  const wrap = (reader: ChainReader): Partial<ChainReader> => ({
    head: (...args) => (method === 'head' ? waitOnce(() => reader.head(...args)) : reader.head(...args)),
    scan: (...args) => (method === 'scan' ? waitOnce(() => reader.scan(...args)) : reader.scan(...args)),
    receipt: (...args) =>
      method === 'receipt' ? waitOnce(() => reader.receipt(...args)) : reader.receipt(...args),
  })
  return {
    ctx: withReader(ctx, wrap),
    reached: reached.opened,
    resume: () => resumed.open(),
  }
}

function gate(): { opened: Promise<void>; open(): void } {
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}
