import { setTimeout as pause } from 'node:timers/promises'

const VERIFIED_WITHIN_MS = 60_000

/**
 * A network is quoted only after its chain and factory were looked at (S10), which the first run does. The server's own
 * scheduler may be in the middle of it, and then a run that is asked for finds the network leased.
 */
export async function untilVerified(baseUrl: string, cronSecret: string): Promise<void> {
  const until = Date.now() + VERIFIED_WITHIN_MS
  for (;;) {
    await askJson(`${baseUrl}/api/cron/reconcile`, { authorization: `Bearer ${cronSecret}` })
    const { networks } = await askJson<{ networks: { verified: boolean }[] }>(`${baseUrl}/api/health`)
    if (networks.every(({ verified }) => verified)) return
    if (Date.now() > until) throw new Error(`Not verified: ${JSON.stringify(networks)}`)
    await pause(100)
  }
}

async function askJson<Answer>(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(60_000) })
  if (!answer.ok) throw new Error(`GET ${url}: ${answer.status} ${await answer.text()}`)
  return answer.json() as Promise<Answer>
}
