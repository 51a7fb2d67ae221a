import { createHash } from 'node:crypto'
import type { Connection } from './connections'
import { machine, seated, SimTimer, type Seat } from './seams'
import type { Random } from './random'

/** An await on the outside world that waits for its turn. */
type Wait = {
  process: SimProcess
  label: string
  /** Has its effect; what it gives hands over the answer. */
  perform(): Promise<() => void>
  /** The session that it was sent on, which may wait for another's lock. */
  session?: () => Connection | null
}

export type Answerer = (url: string, body: string, process: SimProcess) => Answer
/** What comes back over HTTP: an answer, nothing ever, or no connection. `ms` is how long it took. */
export type Answer = { ms: number } & (
  | { kind: 'answer'; status: number; text: string; isStreamed?: true }
  | { kind: 'hang' }
  | { kind: 'refused' }
)

export interface SimProcess extends Seat {
  readonly name: string
  readonly alive: boolean
  /** By how much its clock is off. */
  skewMs: number
  /** It stands still as a machine that is paused does, and goes on later as if nothing had been. */
  frozen: boolean
  clock: { now(): Date }
  /** Begins work as this process; it goes on as `step` grants its awaits. */
  run<Result>(work: () => Promise<Result>): Job<Result>
  /** An await on the outside world. */
  ask<Result>(label: string, work: () => Promise<Result>, session?: () => Connection | null): Promise<Result>
  /** Its next await never returns, and its timers never fire. */
  kill(): void
}

export type Job<Result> = { state: 'running' | 'done' | 'failed'; result?: Result; error?: unknown }

export interface Scheduler {
  /** Milliseconds of the simulation's own time. */
  now(): number
  process(name: string): SimProcess
  /** Grants one await or fires one timer; false when nothing waits but for time or for a lock. */
  step(): Promise<boolean>
  /** The time of the next timer. */
  nextTimer(): number | null
  advance(ms: number): void
  waiting(): readonly { process: SimProcess; label: string }[]
  /** Drops one await: its process was told otherwise. */
  note(line: string): void
  trace(): readonly string[]
  /** Hash of every step so far: two runs of one seed must have the same. */
  digest(): string
}

/** Real milliseconds after which an unanswered query is looked at in pg_blocking_pids. */
const LOOK_AFTER_MS = 4
/** So long may a database take for one step, a deadlock's detection included. */
const STUCK_AFTER_MS = 60_000

/**
 * Grants one await at a time, chosen by the seed, and only when every process stands still: then a seed is a history. Queries
 * that wait for a lock stay behind, as they do in life, and are looked at after every step.
 */
export function createScheduler(parts: { random: Random; epoch: Date; answer: Answerer }): Scheduler {
  const { random, epoch, answer } = parts
  let now = 0
  let steps = 0
  let ready: Wait[] = []
  let timers: SimTimer[] = []
  const blocked = new Map<Wait, Promise<() => void>>()
  const owners = new Map<Seat, SimProcess>()
  const lines: string[] = []
  const hash = createHash('sha256')

  const isFrozen = (timer: SimTimer) => owners.get(timer.seat)?.frozen === true

  const note = (line: string) => {
    const stamped = `${++steps} ${now} ${line}`
    lines.push(stamped)
    hash.update(`${stamped}\n`)
  }

  /** Everything that can run without the outside has run. */
  const standstill = async () => {
    for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => machine.setImmediate(resolve))
  }

  const blockersOf = async (wait: Wait) => (await wait.session?.()?.blockers()) ?? []

  /** Waits for the effect and gives what hands over its answer; null when it is behind a lock, where its session is held. */
  const effectOf = async (wait: Wait, done: Promise<() => void>): Promise<(() => void) | null> => {
    const started = performance.now()
    for (let pause = LOOK_AFTER_MS; ; pause = Math.min(pause * 2, 64)) {
      const deliver = await endsWithin(done, pause)
      if (deliver) return deliver
      if ((await blockersOf(wait)).length > 0) {
        await wait.session?.()?.backend.hold()
        return null
      }
      if (performance.now() - started > STUCK_AFTER_MS) throw new Error(`stuck: ${wait.label}`)
    }
  }

  const finish = async (wait: Wait, done: Promise<() => void>) => {
    const deliver = await effectOf(wait, done)
    if (!deliver) return void blocked.set(wait, done)
    blocked.delete(wait)
    deliver()
    await standstill()
  }

  /** One after the other, in the order in which they came to wait, those go on whose lock is free. False when there is none. */
  const finishBlocked = async (): Promise<boolean> => {
    for (let goesOn = false; ; goesOn = true) {
      const blockers = await Promise.all([...blocked.keys()].map(blockersOf))
      const free = [...blocked][blockers.findIndex((sessions) => sessions.length === 0)]
      if (!free) return goesOn
      free[0].session?.()?.backend.letGo()
      await finish(...free)
    }
  }

  /** Lets PostgreSQL end a deadlock: its victim is who waits in it for longest. False when there is none. */
  const endDeadlock = async (): Promise<boolean> => {
    const waits = [...blocked]
    const blockers = new Map<number, readonly number[]>()
    for (const [wait] of waits) {
      const session = wait.session?.()
      if (session) blockers.set(session.backend.pid, await session.blockers())
    }
    const victim = waits.find(([wait]) => isInCircle(wait.session?.()?.backend.pid, blockers))
    if (!victim) return false
    const [wait, done] = victim
    wait.session?.()?.backend.letGo()
    const deliver = await endsWithin(done, STUCK_AFTER_MS)
    if (!deliver) throw new Error(`stuck: ${wait.label}`)
    blocked.delete(wait)
    deliver()
    await standstill()
    return true
  }

  const grant = async (wait: Wait) => {
    ready = ready.filter((other) => other !== wait)
    note(`${wait.process.name} ${wait.label}`)
    await finish(wait, wait.perform())
    if (blocked.size > (blocked.has(wait) ? 1 : 0)) await finishBlocked()
  }

  const fire = async (timer: SimTimer) => {
    const owner = owners.get(timer.seat)
    if (timer.repeatMs === null) timers = timers.filter((other) => other !== timer)
    else timer.at = now + timer.repeatMs
    note(`${owner?.name} timer`)
    seated(timer.seat, timer.callback)
    await standstill()
  }

  const createProcess = (name: string): SimProcess => {
    const own = random.fork(`process ${name} ${owners.size}`)
    let alive = true
    const process: SimProcess = {
      name,
      get alive() {
        return alive
      },
      skewMs: 0,
      frozen: false,
      clock: { now: () => new Date(epoch.getTime() + now + process.skewMs) },
      run(work) {
        type Result = Awaited<ReturnType<typeof work>>
        const job: Job<Result> = { state: 'running' }
        seated(process, () => {
          work().then(
            (result) => Object.assign(job, { state: 'done', result }),
            (error: unknown) => Object.assign(job, { state: 'failed', error }),
          )
        })
        return job
      },
      ask(label, work, session) {
        return new Promise((resolve, reject) => {
          if (!alive) return
          const perform = async () => {
            try {
              const result = await work()
              return () => alive && resolve(result)
            } catch (error) {
              return () => alive && reject(error)
            }
          }
          ready.push({ process, label, perform, session })
        })
      },
      kill() {
        alive = false
        ready = ready.filter((wait) => wait.process !== process)
        timers = timers.filter((timer) => timer.seat !== process)
      },
      setTimer(callback, ms, repeats) {
        const wait = Math.max(1, ms)
        const timer = new SimTimer(process, repeats ? wait : null, now + wait, callback)
        if (alive) timers.push(timer)
        return timer
      },
      clearTimer(timer) {
        timers = timers.filter((other) => other !== timer)
      },
      fetch: (url, { body, signal }) => fetchFor(process, url, body, signal),
      randomBytes: (size) => own.bytes(size),
    }
    owners.set(process, process)
    return process
  }

  /** A request waits for its turn, is answered by what is so at that moment, and the answer is some time under way. */
  const fetchFor = (process: SimProcess, url: string, body: string, signal: AbortSignal | null) =>
    new Promise<Response>((resolve, reject) => {
      let underWay: SimTimer | null = null
      const stop = () => {
        ready = ready.filter((other) => other !== request)
        if (underWay) process.clearTimer(underWay)
        reject(new DOMException('aborted', 'AbortError'))
      }
      const deliver = (given: Answer) => {
        signal?.removeEventListener('abort', stop)
        if (given.kind === 'refused') reject(new TypeError('fetch failed'))
        if (given.kind === 'answer') resolve(responseOf(given))
      }
      const request: Wait = {
        process,
        label: `http ${methodsOf(body)}`,
        perform() {
          const given = answer(url, body, process)
          note(
            `${process.name} < ${given.kind === 'answer' ? `${given.status} ${hashOf(withoutIds(given.text))}` : given.kind}`,
          )
          if (given.kind !== 'hang') underWay = process.setTimer(() => deliver(given), given.ms, false)
          return Promise.resolve(() => {})
        },
      }
      if (!process.alive) return
      if (signal?.aborted) return stop()
      signal?.addEventListener('abort', stop, { once: true })
      ready.push(request)
    })

  return {
    now: () => now,
    process: createProcess,
    async step() {
      const granted = ready.filter((wait) => !wait.process.frozen)
      const due = timers.filter((timer) => timer.at <= now && !isFrozen(timer))
      const choices = granted.length + due.length
      if (choices === 0) {
        return blocked.size > 0 && ((await finishBlocked()) || endDeadlock())
      }
      const choice = random.between(0, choices - 1)
      now += random.between(0, 20)
      const wait = granted[choice]
      const timer = due[choice - granted.length]
      if (wait) await grant(wait)
      else if (timer) await fire(timer)
      return true
    },
    nextTimer() {
      const running = timers.filter((timer) => !isFrozen(timer))
      return running.length === 0 ? null : Math.min(...running.map((timer) => timer.at))
    },
    advance(ms) {
      now += ms
    },
    waiting: () => ready,
    note,
    trace: () => lines,
    digest: () => hash.copy().digest('hex'),
  }
}

/** Whether what a session waits for waits, over some others, for that session. */
function isInCircle(pid: number | undefined, blockers: ReadonlyMap<number, readonly number[]>): boolean {
  const seen = new Set<number>()
  const next = pid === undefined ? [] : [...(blockers.get(pid) ?? [])]
  for (let one = next.pop(); one !== undefined; one = next.pop()) {
    if (one === pid) return true
    if (!seen.has(one)) next.push(...(blockers.get(one) ?? []))
    seen.add(one)
  }
  return false
}

/** Null when it takes longer. */
async function endsWithin<Result>(done: Promise<Result>, ms: number): Promise<Result | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = machine.setTimeout(() => resolve(null), ms)
  })
  const ended = await Promise.race([done, late])
  clearTimeout(timer)
  return ended
}

/** As much of a Response as is read of one; its stream only where it is read part by part. */
function responseOf({ status, text, isStreamed }: Extract<Answer, { kind: 'answer' }>): Response {
  const headers = new Headers({ 'content-type': 'application/json' })
  const body = isStreamed ? streamOf(text) : null
  const facts = { ok: status >= 200 && status < 300, status, statusText: '', headers, body }
  return { ...facts, text: () => Promise.resolve(text) } as Partial<Response> as Response
}

/** One part, and then its end; no timer or task of the machine has a part in it. */
function streamOf(text: string): ReadableStream<Uint8Array<ArrayBuffer>> {
  const parts = [new TextEncoder().encode(text)]
  const read = () => {
    const value = parts.shift()
    return Promise.resolve(value ? { done: false, value } : { done: true, value: undefined })
  }
  const reader = { read, cancel: () => Promise.resolve() }
  return { getReader: () => reader } as unknown as ReadableStream<Uint8Array<ArrayBuffer>>
}

function methodsOf(body: string): string {
  const methods = [...body.matchAll(/"method":"([a-z]+_[A-Za-z]+)"/g)].map((match) => match[1])
  return [...new Set(methods)].join(',')
}

/** A client library numbers its requests through all runs of a process. */
function withoutIds(text: string): string {
  return text.replaceAll(/"id":\d+/g, '')
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}
