import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installedChromium } from '@/scripts/test/chromium'
import type * as sdk from '@/sdk/src/index'
import { NEW_INVOICE, sdkShop } from './shop'

declare global {
  // What the bundle leaves in the page.
  var checkoutSdk: typeof sdk
}

const executablePath = await installedChromium()

// Where there is no browser yet, `npm test` fetches one for the tests of pages.
describe.skipIf(!executablePath)('in a page of another origin', async () => {
  const { client, base } = await sdkShop()
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    const { outputFiles } = await build({
      entryPoints: [path.resolve(import.meta.dirname, '../../../sdk/src/index.ts')],
      bundle: true,
      write: false,
      platform: 'browser',
      format: 'iife',
      globalName: 'checkoutSdk',
    })
    const html = `<!doctype html><script>${outputFiles[0]?.text ?? ''}</script>`
    const server = createServer(
      (_, response) => void response.setHeader('content-type', 'text/html').end(html),
    )
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    browser = await chromium.launch({ executablePath: executablePath ?? undefined, args: ['--no-sandbox'] })
    page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    afterAll(async () => {
      await browser.close()
      server.close()
      server.closeAllConnections()
    })
  })

  it('views an invoice, follows it to its end, and shows its code, without a key', async () => {
    const { id } = await client.invoices.create(NEW_INVOICE)
    await client.testMode.payInvoice(id)
    const seen = await page.evaluate(
      async ([baseUrl, invoiceId]) => {
        const { publicInvoices } = new checkoutSdk.CryptoCheckout({ baseUrl })
        const { status, total } = await publicInvoices.retrieve(invoiceId)
        const events: string[] = []
        for await (const { event } of publicInvoices.events(invoiceId)) events.push(event)
        const code = await publicInvoices.qrCode(invoiceId)
        return { status, total, last: events.at(-1), code: Array.from(code.slice(1, 4)) }
      },
      [base, id] as const,
    )
    expect(seen).toEqual({
      status: 'paid',
      total: '16.49',
      last: 'invoice.paid',
      code: [...Buffer.from('PNG')],
    })
  })

  it('is told what is wrong, with the request’s id', async () => {
    const failure = await page.evaluate(async (baseUrl) => {
      const asked = new checkoutSdk.CryptoCheckout({ baseUrl }).publicInvoices.retrieve('inv_nothing')
      return asked.catch(
        (error: unknown) => checkoutSdk.isApiError(error) && { code: error.code, id: error.requestId },
      )
    }, base)
    expect(failure).toEqual({ code: 'NOT_FOUND', id: expect.stringMatching(/^req_/) })
  })

  it('takes no key', async () => {
    const made = page.evaluate(
      (baseUrl) => void new checkoutSdk.CryptoCheckout({ baseUrl, apiKey: 'sk_live_x' }),
      base,
    )
    await expect(made).rejects.toThrow('a key in a page is everybody’s key')
  })

  it('checks webhooks by Web Crypto', async () => {
    const code = await page.evaluate(() =>
      checkoutSdk
        .verifyWebhook('{}', {}, 'whsec_x')
        .catch((error: unknown) => (error as { code: string }).code),
    )
    expect(code).toBe('signature_missing')
  })
})
