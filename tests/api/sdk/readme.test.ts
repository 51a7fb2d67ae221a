import { execFile } from 'node:child_process'
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { describe, expect, it, vi } from 'vitest'
import { sdkShop } from './shop'

const run = promisify(execFile)
const root = path.resolve(import.meta.dirname, '../../..')
const text = readFileSync(path.join(root, 'sdk/README.md'), 'utf8')
const blocks = [...text.matchAll(/^## (.+)|^```ts\n([\s\S]*?)^```/gm)]
let section = ''
const examples = blocks.flatMap(([, heading, code]) => {
  section = heading ?? section
  return code === undefined ? [] : [{ section, code }]
})
const [setup = { section, code: '' }, ...rest] = examples
const receiver = rest.find(({ code }) => code.includes('verifyWebhook')) ?? setup
/** Each as its reader has it: with the client from the first one. */
const programs = rest
  .filter((one) => one !== receiver)
  .map(({ section: of, code }) => ({ section: of, code: setup.code + code }))

const folder = await mkdtemp(path.join(tmpdir(), 'crypto-checkout-readme-'))
symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
const shop = await sdkShop({ inRealTime: true })

/** An example as a module for Node, with the client from its sources. */
async function bundled(code: string, name: string): Promise<string> {
  const entry = path.join(folder, `${name}.ts`)
  const outfile = path.join(folder, `${name}.mjs`)
  writeFileSync(entry, code)
  const alias = { 'crypto-checkout-sdk': path.join(root, 'sdk/src/index.ts') }
  await build({
    entryPoints: [entry],
    outfile,
    alias,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'silent',
  })
  return outfile
}

/** What the comments behind `console.log` say is printed; dots stand for anything. */
function promised(code: string): RegExp[] {
  const lines = [...code.matchAll(/console\.log\(.*\) \/\/ (.+)$/gm)].map(([, line]) => line ?? '')
  return lines.map((line) => new RegExp(`^${line.split('...').map(escaped).join('.+')}$`))
}

function escaped(part: string): string {
  return part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}

describe.each(programs.map((one, index) => ({ ...one, index })))('$section ($index)', ({ code, index }) => {
  it('prints what it says', async () => {
    const file = await bundled(code, `example${index}`)
    const env = {
      NODE_ENV: 'test' as const,
      PATH: process.env.PATH,
      CHECKOUT_URL: shop.base,
      CHECKOUT_KEY: shop.key,
    }
    const { stdout } = await run(process.execPath, [file], { env, timeout: 60_000 })
    const printed = stdout.trimEnd().split('\n')
    expect(printed).toEqual(promised(code).map((line) => expect.stringMatching(line)))
  })
})

it('takes what the server has signed, and nothing else', async () => {
  const endpoint = await shop.client.invoiceWebhookEndpoints.create({
    url: shop.receiver.url,
    events: ['invoice.paid'],
  })
  const told = await shop.client.webhookEndpoints.create({ url: shop.receiver.url, events: ['session.paid'] })
  const metadata = { order_id: 'ord_789' }
  const items = [{ name: 'Tea', quantity: '1', unit_price: '5.00' }]
  const invoice = await shop.client.invoices.create({ title: 'Tea', items, metadata })
  await shop.client.testMode.payInvoice(invoice.id)
  const session = await shop.client.checkoutSessions.create({
    amount: { value: '5.00', currency: 'USD' },
    metadata,
  })
  await shop.client.testMode.paySession(session.id)
  await shop.client.operator.dispatch()
  const printed = vi.spyOn(console, 'log').mockImplementation(() => {})
  const route = (await import(pathToFileURL(await bundled(receiver.code, 'receiver')).href)) as {
    POST: (request: Request) => Promise<Response>
  }
  const outcomes: unknown[] = []
  for (const { headers, body, json } of shop.receiver.received) {
    vi.stubEnv('WEBHOOK_SECRET', json.type === 'session.paid' ? told.secret : endpoint.secret)
    const post = (given: string) =>
      route.POST(new Request('https://shop.example', { method: 'POST', headers, body: given }))
    outcomes.push([json.type, (await post(body)).status, (await post(`${body} `)).status])
  }
  vi.unstubAllEnvs()
  expect(outcomes).toContainEqual(['session.paid', 204, 400])
  expect(outcomes).toContainEqual(['invoice.paid', 204, 400])
  expect(printed).toHaveBeenCalledWith('deliver', 'ord_789')
  printed.mockRestore()
})

it('is written in types that hold', async () => {
  const config = {
    compilerOptions: {
      target: 'ES2023',
      lib: ['ES2023', 'DOM'],
      module: 'ESNext',
      moduleResolution: 'bundler',
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: ['node'],
      paths: { 'crypto-checkout-sdk': [path.join(root, 'sdk/src/index.ts')] },
    },
    files: [...programs, receiver].map((_, index) => `typed${index}.ts`),
  }
  for (const [index, { code }] of [...programs, receiver].entries())
    writeFileSync(path.join(folder, `typed${index}.ts`), `${code}\nexport {}\n`)
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(config))
  const compiled = await run(path.join(root, 'node_modules/.bin/tsc'), ['-p', folder]).then(
    () => '',
    ({ stdout }: { stdout: string }) => stdout,
  )
  expect(compiled).toBe('')
})
