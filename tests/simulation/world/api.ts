import type { Route } from '@/lib/http/dialect'
import type { ApiRequest } from '@/lib/http/request'
import type { Job } from '../engine/scheduler'
import type { Running, Simulation } from './simulation'

export type Told = { status: number; json: Record<string, unknown>; replayed: boolean }

export type Asked = {
  method?: 'POST' | 'PATCH'
  body?: unknown
  headers?: Record<string, string>
  params?: Record<string, string>
}

/** A request under way, in a process of its own. */
export type Call = { running: Running; job: Job<Told> }

/** Sends a request of the merchant's to the API, served by a process that may be killed meanwhile. */
export type Send = (route: Route, path: string, asked: Asked) => Call

/** Who sends requests for one part of the world; `name` tells its processes from others'. */
export function createSender(simulation: Simulation, name: string): Send {
  let numbers = 0
  return (route, path, asked) => {
    const running = simulation.start(`${name}${++numbers}`)
    // Whole seconds, so that a block can be exactly at an invoice's end.
    running.app.clock = {
      now: () => new Date(Math.floor(running.process.clock.now().getTime() / 1000) * 1000),
    }
    running.process.skewMs = simulation.skewMs
    return { running, job: running.process.run(() => request(simulation, running, route, path, asked)) }
  }
}

async function request(
  simulation: Simulation,
  { app }: Running,
  route: Route,
  path: string,
  asked: Asked,
): Promise<Told> {
  const headers: Record<string, string> = {
    authorization: `Bearer ${simulation.apiKey}`,
    'content-type': 'application/json',
    ...asked.headers,
  }
  const sent: ApiRequest = {
    method: asked.method ?? 'POST',
    url: path,
    headers: { get: (name) => headers[name.toLowerCase()] ?? null },
    body: bodyOf(asked.body === undefined ? '' : JSON.stringify(asked.body)),
  }
  const reply = await route.answer(sent, asked.params ?? {}, { app, address: '192.0.2.7', onBroken: 'throw' })
  const text = typeof reply.body === 'string' ? reply.body : '{}'
  const json = JSON.parse(text) as Record<string, unknown>
  return { status: reply.status, json, replayed: reply.headers['idempotent-replayed'] === 'true' }
}

async function* bodyOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}
