import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { parseDocument } from '@/lib/docs/markdown'
import { LANGUAGES, type Language } from '@/lib/docs/samples'
import { freePort } from '@/scripts/local/freePort'
import { canRun, commandFor, runSample } from './runSample'
import { documentedInstance } from './world'

const instance = await documentedInstance({ inRealTime: true })
const running: ChildProcess[] = []
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
})

/** The programs of a guide that are written in several languages, with this instance's address. */
function programs(file: string): { language: Language; code: string }[] {
  const text = readFileSync(path.resolve(import.meta.dirname, '../../../docs', file), 'utf8')
  const blocks = parseDocument(text.replaceAll('http://127.0.0.1:3000', instance.base))
  return blocks.flatMap((block) =>
    block.kind === 'samples' && block.samples.length > 1 ? block.samples : [],
  )
}

describe.each(programs('first-payment.md'))('the first payment in $language', ({ language, code }) => {
  it.skipIf(!canRun(language))('ends paid', async () => {
    const printed = await runSample({ language, code }, { KEY: instance.key })
    expect(printed).toMatch(/Pay at \S+\/invoice\/inv_\w+\n/)
    expect(printed).toMatch(/paid/)
  })
})

it('is there in every language', () => {
  expect(programs('first-payment.md').map(({ language }) => language)).toEqual(LANGUAGES)
  expect(programs('verifying-webhooks.md').map(({ language }) => language)).toEqual(['ts', 'python'])
})

describe.each(programs('verifying-webhooks.md'))('the receiver in $language', ({ language, code }) => {
  it.skipIf(!canRun(language))('takes what is signed, once, and nothing else', async () => {
    const port = await freePort()
    const { id, secret } = await instance.send('/webhook-endpoints', {
      url: `http://127.0.0.1:${port}/`,
      events: ['*'],
    })
    const [command, ...rest] = await commandFor(language, code)
    const child = spawn(command, rest, {
      // oxlint-disable-next-line node/no-process-env -- a child needs PATH and the like
      env: { ...process.env, WEBHOOK_SECRET: String(secret), PORT: String(port) },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    running.push(child)
    await listening(port)
    const printed = once(child.stdout, 'data')

    expect(await instance.send(`/webhook-endpoints/${String(id)}/test`, {})).toMatchObject({
      status: 'delivered',
      response_code: 204,
    })
    expect(String(await printed)).toContain('webhook.test')
    const forged = await fetch(`http://127.0.0.1:${port}/`, {
      method: 'POST',
      body: '{"id":"evt_1","type":"invoice.paid"}',
    })
    expect(forged.status).toBe(400)
  })
})

async function listening(port: number): Promise<void> {
  await expect
    .poll(
      () =>
        fetch(`http://127.0.0.1:${port}/`, { method: 'POST' }).then(
          ({ status }) => status,
          () => null,
        ),
      {
        timeout: 20_000,
      },
    )
    .toBe(400)
}
