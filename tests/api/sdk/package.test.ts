import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { createContext, runInContext } from 'node:vm'
import { build } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'
import { VERSION } from '@/sdk/src/version'

const run = promisify(execFile)
const root = path.resolve(import.meta.dirname, '../../..')
const tsc = path.join(root, 'node_modules/.bin/tsc')

/** A copy of the package's folder, so that building leaves nothing in the repository, and a program that has it installed. */
const folder = await mkdtemp(path.join(tmpdir(), 'crypto-checkout-sdk-'))
const copy = path.join(folder, 'sdk')
const installed = path.join(folder, 'shop/node_modules/crypto-checkout-sdk')
let packed: { files: { path: string }[]; filename: string }

beforeAll(async () => {
  cpSync(path.join(root, 'sdk'), copy, {
    recursive: true,
    filter: (file) => !/sdk\/(dist|node_modules)/.test(file),
  })
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'))
  const { stdout } = await run('npm', ['pack', '--json', '--silent'], { cwd: copy })
  packed = JSON.parse(stdout.slice(stdout.indexOf('[')))[0] as typeof packed
  mkdirSync(installed, { recursive: true })
  await run('tar', ['-xzf', path.join(copy, packed.filename), '--strip-components=1', '-C', installed])
})

it('holds what was built and nothing else, and depends on nothing', () => {
  const others = packed.files
    .map((file) => file.path)
    .filter((name) => !/^dist\/[\w./]+\.(js|d\.ts)$/.test(name))
  expect(others.toSorted()).toEqual(['LICENSE', 'README.md', 'package.json'])
  const manifest = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  >
  expect(manifest).toMatchObject({ version: VERSION, type: 'module', sideEffects: false })
  expect(Object.keys(manifest).filter((name) => /dependencies/i.test(name))).toEqual([])
  const outside = filesBelow(path.join(installed, 'dist')).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?:from|import\()\s*'([^.'][^']*)'/g)].map(([, name]) => name),
  )
  expect(outside).toEqual([])
})

it('is imported by plain Node, without the repository', async () => {
  const program = `
    import { CryptoCheckout, isCheckoutError, verifyWebhook } from 'crypto-checkout-sdk'
    try { new CryptoCheckout({ baseUrl: 'x' }) } catch (error) { console.log(isCheckoutError(error), error.code, typeof verifyWebhook) }`
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], {
    cwd: path.join(folder, 'shop'),
  })
  expect(stdout).toBe('true invalid_option function\n')
})

it('is bundled for browsers and the edge, and asks for nothing but what they have', async () => {
  const entry = path.join(folder, 'shop/page.js')
  writeFileSync(entry, "export { CryptoCheckout, verifyWebhook } from 'crypto-checkout-sdk'")
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    globalName: 'sdk',
  })
  const answered = { id: 'inv_1', status: 'paid' }
  const web = {
    AbortController,
    URL,
    URLSearchParams,
    Response,
    TextEncoder,
    TextDecoder,
    crypto,
    setTimeout,
    clearTimeout,
  }
  const context = createContext({ ...web, fetch: () => Promise.resolve(Response.json(answered)) })
  const script = `${outputFiles[0]?.text ?? ''}; new sdk.CryptoCheckout({ baseUrl: 'https://pay.example.com' }).publicInvoices.retrieve('inv_1')`
  expect({ ...(await (runInContext(script, context) as Promise<object>)) }).toEqual(answered)
  expect(outputFiles[0]?.contents.length).toBeLessThan(64_000)
})

describe('the types it brings', () => {
  const program = `
    import { CryptoCheckout, verifyWebhook, type Invoice } from 'crypto-checkout-sdk'
    const checkout = new CryptoCheckout({ baseUrl: 'https://pay.example.com' })
    export const total = async (id: string): Promise<string> => (await checkout.invoices.retrieve(id)).total
    export const titles = async (): Promise<string[]> => {
      const all: string[] = []
      for await (const { title } of checkout.invoices.list()) all.push(title)
      return all
    }
    export const status: Invoice['status'] = 'paid'
    export const event = verifyWebhook('', {}, '')
    // @ts-expect-error -- amounts are text
    void checkout.invoices.create({ title: 'Tea', items: [{ name: 'Tea', quantity: 1, unit_price: 9.99 }] })
    // @ts-expect-error -- there is no such status
    void checkout.invoices.list({ status: 'settled' })`

  it.each([
    ['Node, without a browser’s types', { lib: ['ES2022'], types: ['node'] }],
    ['a browser, without Node’s', { lib: ['ES2022', 'DOM'], types: [] }],
    ['a worker', { lib: ['ES2022', 'WebWorker'], types: [] }],
  ])('hold in %s', async (_, environment) => {
    const [name] = environment.lib.slice(-1)
    writeFileSync(path.join(folder, `shop/${name}.ts`), program)
    const options = { strict: true, noEmit: true, module: 'NodeNext', target: 'ES2022', ...environment }
    const config = path.join(folder, `shop/tsconfig.${name}.json`)
    writeFileSync(config, JSON.stringify({ compilerOptions: options, files: [`${name}.ts`] }))
    const problems = await run(tsc, ['-p', config]).then(
      () => '',
      ({ stdout }: { stdout: string }) => stdout,
    )
    expect(problems).toBe('')
  })
})

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(directory, name))
    .filter((file) => statSync(file).isFile())
}
