import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '@/tests/simulation/engine/random'
import type { Tally } from '../tally'

export type Answer = { status: number; text: string; replayed: boolean }

/** A merchant's server that asks any of ours, again and again until it is answered. */
export type Api = {
  /** The answer to a create that was taken. A refusal is a problem: these requests are right. */
  create(key: string, body: string): Promise<Answer>
  /** One try at a create, by whichever server; null when nobody answered. */
  tryCreate(key: string, body: string): Promise<Answer | null>
  /** An invoice as it is told, or null when nobody answered. */
  read(id: string): Promise<Answer | null>
}

const ANSWERS_WITHIN_MS = 10_000

export function createApi(parts: {
  baseUrls: readonly string[]
  apiKey: string
  random: Random
  tally: Tally
}): Api {
  const { random, tally } = parts
  const ask = async (path: string, { key, ...request }: { key?: string; method: string; body?: string }) => {
    try {
      const answer = await fetch(`${random.pick(parts.baseUrls)}/api/v1/invoices${path}`, {
        ...request,
        headers: {
          authorization: `Bearer ${parts.apiKey}`,
          ...(request.body ? { 'content-type': 'application/json' } : {}),
          ...(key ? { 'idempotency-key': key } : {}),
        },
        signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
      })
      const text = await answer.text()
      return { status: answer.status, text, replayed: answer.headers.get('idempotent-replayed') === 'true' }
    } catch {
      return null
    }
  }

  const api: Api = {
    tryCreate: (key, body) => ask('', { method: 'POST', key, body }),
    read: (id) => ask(`/${id}`, { method: 'GET' }),
    async create(key, body) {
      for (;;) {
        const answer = await api.tryCreate(key, body)
        if (answer?.status === 201) return answer
        tally.count(answer ? `creates answered ${answer.status}` : 'creates not answered')
        if (answer && answer.status < 500)
          tally.object(`a create was refused: ${answer.status} ${answer.text}`)
        await pause(200)
      }
    },
  }
  return api
}
