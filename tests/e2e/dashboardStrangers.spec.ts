import { expect, test, type Page } from '@playwright/test'
import { createKeyHasher } from '@/lib/auth/keyHasher'
import { issueApiKey } from '@/lib/services/apiKeys/issueApiKey'
import { getApiKey } from '@/lib/services/apiKeys/listApiKeys'
import { getInvoice } from '@/lib/services/invoices/getInvoice'
import { changeEndpoint } from '@/lib/services/webhooks/changeEndpoint'
import { createEndpoint } from '@/lib/services/webhooks/createEndpoint'
import { ENDPOINT_DEFAULTS } from '@/lib/services/webhooks/endpointDefaults'
import { getEndpoint } from '@/lib/services/webhooks/getEndpoint'
import { listDeliveries } from '@/lib/services/webhooks/listDeliveries'
import type { TestMerchant } from '@/scripts/local/testMerchant'
import { sell, signIn } from '../support/dashboard'
import { runningTestMerchant } from '../support/stack'

/** Somebody's rows, and somebody else who knows their ids. */
let owner: TestMerchant
let stranger: TestMerchant
let theirs: { invoice: string; delivery: string; endpoint: string; key: string }
let own: typeof theirs
test.beforeAll(async () => {
  ;[owner, stranger] = [await runningTestMerchant(), await runningTestMerchant()]
  theirs = await rowsOf(owner)
  own = await rowsOf(stranger)
})
test.afterAll(async () => {
  await owner.close()
  await stranger.close()
})

async function rowsOf({ app, actor, ...rest }: TestMerchant): Promise<typeof theirs> {
  const { view } = await createEndpoint(app, actor, {
    ...ENDPOINT_DEFAULTS,
    url: 'http://127.0.0.1:9/webhooks',
    events: ['*'],
    secret: null,
    allowedIps: [],
    enabled: true,
  })
  const invoice = await sell({ app, actor, ...rest })
  const none = { after: null, endpointId: null, status: null, eventType: null }
  const { deliveries } = await listDeliveries(app, actor, { ...none, limit: 1, invoiceId: invoice })
  const input = {
    merchantId: actor.merchantId,
    mode: 'test',
    form: 'sk_test',
    name: 'Key',
    scopes: [],
  } as const
  const { id: key } = await issueApiKey(app, input, createKeyHasher(app.env.apiKeyPeppers))
  return { invoice, delivery: deliveries[0]?.id ?? '', endpoint: view.endpoint.id, key }
}

test('a stranger’s page does not exist', async ({ page }) => {
  await signIn(page, stranger)
  for (const path of [
    `/invoices/${theirs.invoice}`,
    `/invoices/${theirs.invoice}?confirm=cancel`,
    `/webhooks/deliveries/${theirs.delivery}`,
    `/webhooks?endpoint=${theirs.endpoint}`,
    '/invoices/inv_nobody',
    '/nowhere',
  ]) {
    const answer = await page.goto(`/dashboard${path}`)
    expect(answer?.status(), path).toBe(404)
    expect(await page.content()).not.toContain('Ceramic pour-over set')
  }
  for (const path of [`?q=${theirs.invoice}`, `?exception=any&q=${theirs.invoice}`]) {
    await page.goto(`/dashboard/invoices${path}`)
    await expect(page.getByText('No invoice matches')).toBeVisible()
  }
})

test.describe('actions, sent as a form', () => {
  test.use({ javaScriptEnabled: false })

  /** Sends a form of one's own page with somebody else's id in it. */
  async function sendWith(page: Page, path: string, button: string, id: string): Promise<number | undefined> {
    const form = page.locator('form', { has: page.getByRole('button', { name: button }) })
    // A delivery that is just under way cannot be sent again until it has come back.
    await expect(async () => {
      await page.goto(path)
      expect(await form.count()).toBe(1)
    }).toPass()
    const action = (await form.getAttribute('action')) || page.url()
    const fields: Record<string, string> = {}
    for (const input of await form.locator('input').all()) {
      fields[(await input.getAttribute('name')) ?? ''] = (await input.getAttribute('value')) ?? ''
    }
    expect(fields.id).not.toBe(id)
    const answer = await page.request.post(new URL(action, page.url()).href, {
      multipart: { ...fields, id },
      headers: { origin: new URL(page.url()).origin },
      maxRedirects: 0,
    })
    return answer.status()
  }

  test('do nothing to a stranger’s rows', async ({ page }) => {
    await signIn(page, stranger)
    expect(
      await sendWith(
        page,
        `/dashboard/invoices/${own.invoice}?confirm=cancel`,
        'Cancel the invoice',
        theirs.invoice,
      ),
    ).toBe(404)
    expect(
      await sendWith(page, `/dashboard/webhooks/deliveries/${own.delivery}`, 'Send again', theirs.delivery),
    ).toBe(404)
    expect(await sendWith(page, `/dashboard/api-keys?revoke=${own.key}`, 'Revoke the key', theirs.key)).toBe(
      404,
    )
    for (const [{ app, actor }, { endpoint }] of [
      [owner, theirs],
      [stranger, own],
    ] as const) {
      await changeEndpoint(app, actor, endpoint, { enabled: false })
    }
    expect(await sendWith(page, '/dashboard/webhooks', 'Enable', theirs.endpoint)).toBe(404)
    const { app, actor } = owner
    expect((await getEndpoint(app, actor, theirs.endpoint)).endpoint.enabled).toBe(false)
    expect((await getInvoice(app, actor, theirs.invoice)).invoice.status).toBe('pending')
    expect((await getApiKey(app, actor, theirs.key)).revokedAt).toBeNull()
  })

  test('do what they should to one’s own', async ({ page }) => {
    await signIn(page, stranger)
    const id = await sell(stranger)
    await page.goto(`/dashboard/invoices/${id}?confirm=cancel`)
    await page.getByRole('button', { name: 'Cancel the invoice' }).click()
    expect((await getInvoice(stranger.app, stranger.actor, id)).invoice.status).toBe('cancelled')

    await changeEndpoint(stranger.app, stranger.actor, own.endpoint, { enabled: false })
    await page.goto('/dashboard/webhooks')
    await page.getByRole('button', { name: 'Enable' }).click()
    await expect(page.getByText('The endpoint is enabled')).toBeVisible()
    expect((await getEndpoint(stranger.app, stranger.actor, own.endpoint)).endpoint.enabled).toBe(true)
  })
})

test('without a session every page leads to signing in, and back', async ({ page }) => {
  for (const path of [
    '',
    '/invoices',
    '/invoices/new',
    `/invoices/${theirs.invoice}`,
    '/webhooks',
    '/api-keys',
  ]) {
    await page.goto(`/dashboard${path}`)
    await expect(page).toHaveURL(`/login?callbackUrl=${encodeURIComponent(`/dashboard${path}`)}`)
  }
})
