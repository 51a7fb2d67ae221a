import { AsyncLocalStorage } from 'node:async_hooks'
import crypto from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'

/** What a simulated process sees instead of the machine: timers, network and randomness, all from the seed. */
export interface Seat {
  setTimer(callback: () => void, ms: number, repeats: boolean): SimTimer
  clearTimer(timer: SimTimer): void
  fetch(url: string, init: { body: string; signal: AbortSignal | null }): Promise<Response>
  randomBytes(size: number): Buffer
}

/** Stands in for Node's timer objects. */
export class SimTimer {
  constructor(
    readonly seat: Seat,
    readonly repeatMs: number | null,
    public at: number,
    readonly callback: () => void,
  ) {}
  unref(): this {
    return this
  }
  ref(): this {
    return this
  }
}

const seats = new AsyncLocalStorage<Seat>()

/** The machine's own, for the harness itself. */
export const machine = {
  setTimeout: globalThis.setTimeout,
  setImmediate: globalThis.setImmediate,
  randomBytes: crypto.randomBytes,
}

/** Runs `work`, and whatever it starts, as a simulated process. */
export function seated<Result>(seat: Seat, work: () => Result): Result {
  return seats.run(seat, work)
}

/**
 * Puts the seams in: code that runs `seated` gets its seat's timers, fetch and random bytes; all other code (the database
 * driver, the test runner) keeps the machine's. Import this module before the code under test, which may keep what it finds.
 */
function install(): void {
  const { setTimeout, setInterval, clearTimeout, clearInterval, fetch } = globalThis
  const randomBytes = crypto.randomBytes
  const timeoutSignal = AbortSignal.timeout.bind(AbortSignal)

  const timers = (repeats: boolean, real: typeof setTimeout | typeof setInterval) =>
    function set(callback: (...args: unknown[]) => void, ms = 0, ...args: unknown[]) {
      const seat = seats.getStore()
      if (!seat) return real(callback, ms, ...args)
      return seat.setTimer(() => callback(...args), ms, repeats)
    }
  const clear = (real: typeof clearTimeout) => (timer: unknown) => {
    if (timer instanceof SimTimer) timer.seat.clearTimer(timer)
    else real(timer as NodeJS.Timeout)
  }
  Object.assign(globalThis, {
    setTimeout: Object.assign(timers(false, setTimeout), setTimeout),
    setInterval: Object.assign(timers(true, setInterval), setInterval),
    clearTimeout: clear(clearTimeout),
    clearInterval: clear(clearInterval),
    fetch: (input: string | URL | Request, init?: RequestInit) => {
      const seat = seats.getStore()
      if (!seat) return fetch(input, init)
      if (typeof init?.body !== 'string') throw new TypeError('the simulation sends text')
      const url = input instanceof Request ? input.url : input.toString()
      return seat.fetch(url, { body: init.body, signal: init.signal ?? null })
    },
  })
  AbortSignal.timeout = (ms) => {
    const seat = seats.getStore()
    if (!seat) return timeoutSignal(ms)
    const controller = new AbortController()
    seat.setTimer(() => controller.abort(new DOMException('timed out', 'TimeoutError')), ms, false)
    return controller.signal
  }
  const bytes = (size: number) => seats.getStore()?.randomBytes(size) ?? randomBytes(size)
  crypto.randomBytes = Object.assign(bytes, randomBytes) as typeof randomBytes
  const randomInt = crypto.randomInt
  const integer = (low: number, high?: number) => {
    const [from, to] = high === undefined ? [0, low] : [low, high]
    const bytes4 = seats.getStore()?.randomBytes(4)
    return bytes4 ? from + (bytes4.readUInt32LE() % (to - from)) : randomInt(from, to)
  }
  crypto.randomInt = Object.assign(integer, randomInt) as typeof randomInt
  crypto.randomUUID = uuidFrom(bytes, crypto.randomUUID)
  syncBuiltinESMExports()
}

function uuidFrom(bytes: (size: number) => Buffer, real: typeof crypto.randomUUID): typeof crypto.randomUUID {
  return () => {
    if (!seats.getStore()) return real()
    const hex = bytes(16).toString('hex')
    const [a, b, c, d] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16), hex.slice(17, 20)]
    return `${a}-${b}-4${c}-8${d}-${hex.slice(20)}`
  }
}

install()
