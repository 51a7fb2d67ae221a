import { expect, test, type Page } from '@playwright/test'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createEndpoint, type CreateEndpointInput } from '@/lib/services/webhooks/createEndpoint'
import { ENDPOINT_DEFAULTS } from '@/lib/services/webhooks/endpointDefaults'
import { getEndpoint } from '@/lib/services/webhooks/getEndpoint'
import type { TestMerchant } from '@/scripts/local/testMerchant'
import { signIn } from '../support/dashboard'
import { complaintsOf, examinePage, inItsTheme } from '../support/examine'
import { runningTestMerchant } from '../support/stack'

/** A server that takes webhooks, or not, and remembers what it was sent. */
let receiver: Server
let url = ''
let status = 200
let sent: { headers: Record<string, string | string[] | undefined>; body: string }[] = []
let merchant: TestMerchant

test.beforeEach(async ({ page, isMobile }) => {
  await inItsTheme(page, isMobile)
  merchant = await runningTestMerchant()
  ;[status, sent] = [200, []]
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      sent.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') })
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
})
test.afterEach(async () => {
  receiver.close()
  receiver.closeAllConnections()
  await merchant.close()
})

const pathOf = (id: string) => `/dashboard/webhooks/endpoints/${id}`
async function made(change: Partial<CreateEndpointInput> = {}): Promise<string> {
  const input = { ...ENDPOINT_DEFAULTS, url, events: ['*'], secret: null, allowedIps: [], enabled: true }
  return (await createEndpoint(merchant.app, merchant.actor, { ...input, ...change })).view.endpoint.id
}
const row = async (id: string) => (await getEndpoint(merchant.app, merchant.actor, id)).endpoint
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

test(
  'an endpoint of checkout sessions is added, tried, and its secret replaced',
  { tag: '@phone' },
  async ({ page }) => {
    const complaints = complaintsOf(page)
    await signIn(page, merchant, '/dashboard/webhooks')
    await page.getByLabel('Address of your server').fill(url)
    await page.getByLabel('Is told').selectOption('Checkout sessions: how they end')
    await button(page, 'Add the endpoint').click()
    const first = await page
      .locator('code', { hasText: /^whsec_/ })
      .first()
      .textContent()
    await page.getByRole('table', { name: 'Endpoints' }).getByRole('link', { name: url }).click()
    await expect(page.getByText('Is told of checkout sessions')).toBeVisible()
    await examinePage(page)

    await button(page, 'Send a test').click()
    await expect(page.getByText('Your server took it: it answered 200')).toBeVisible()
    expect(JSON.parse(sent[0]?.body ?? '{}')).toMatchObject({ type: 'session.paid', livemode: false })
    status = 500
    await button(page, 'Send a test').click()
    await expect(page.getByText('Your server did not take it')).toBeVisible()

    await page.getByText('Replace the secret').click()
    await button(page, 'Replace it').click()
    await expect(page.getByText('Copy the new secret now')).toBeVisible()
    const second = await page
      .locator('code', { hasText: /^whsec_[\w+/]/ })
      .first()
      .textContent()
    expect(second).not.toBe(first)
    await expect(page.getByText('The one before signs until')).toBeVisible()
    status = 200
    await button(page, 'Send a test').click()
    await expect(page.getByText('Your server took it')).toBeVisible()
    expect(sent.at(-1)?.headers['x-webhook-signature-previous']).toBeDefined()
    await page.reload()
    await expect(page.getByText(second ?? '')).toHaveCount(0)
    complaints.expectNone()
  },
)

test('it is edited: address, events, headers whose values nobody sees again', async ({ page }) => {
  const id = await made({ customHeaders: { 'X-Token': 'secret of the gateway' } })
  await signIn(page, merchant, pathOf(id))
  expect(await page.content()).not.toContain('secret of the gateway')
  await expect(page.getByLabel('Headers of your own')).toHaveValue('X-Token: ***')
  await page.getByLabel('Headers of your own').fill('X-Token: ***\nHost: evil.example')
  await page.getByLabel('Waits for an answer').fill('900')
  await button(page, 'Save the endpoint').click()
  await expect(page.getByText('Host is set by this server.')).toBeVisible()
  await expect(page.getByText('Enter a whole number from 5 to 60.')).toBeVisible()

  await page.getByLabel('Headers of your own').fill('X-Token: ***\nX-Shop: 7')
  await page.getByLabel('Waits for an answer').fill('10')
  await page.getByLabel('Everything, also what is added later').uncheck()
  await button(page, 'Save the endpoint').click()
  await expect(page.getByText('Choose at least one event')).toBeVisible()
  await page.getByLabel('invoice.paid', { exact: true }).check()
  await page.getByLabel('refund.sent', { exact: true }).check()
  await button(page, 'Save the endpoint').click()
  await expect(page.getByText('The endpoint is saved')).toBeVisible()
  expect(await row(id)).toMatchObject({
    events: ['invoice.paid', 'refund.sent'],
    customHeaderNames: ['X-Token', 'X-Shop'],
    timeoutSeconds: 10,
    url,
  })
  await button(page, 'Send a test').click()
  await expect(page.getByText('Your server took it')).toBeVisible()
  expect(sent[0]?.headers).toMatchObject({ 'x-token': 'secret of the gateway', 'x-shop': '7' })
})

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false })

  test('it is tried, switched off and on, given a new secret, and deleted after a question', async ({
    page,
  }) => {
    const id = await made()
    await signIn(page, merchant, pathOf(id))
    await button(page, 'Send a test').click()
    await expect(page.getByText('Your server took it')).toBeVisible()
    await page.getByText('Replace the secret').click()
    await page.getByLabel('The old one signs').selectOption('no longer: it has leaked')
    await button(page, 'Replace it').click()
    await expect(page.getByText('Copy the new secret now')).toBeVisible()
    expect((await row(id)).previousSecret).toBeNull()

    await page.goto(pathOf(id))
    await page.getByRole('link', { name: 'Switch off' }).click()
    await button(page, 'Switch it off').click()
    await expect(page.getByText('The endpoint is switched off.')).toBeVisible()
    expect((await row(id)).enabled).toBe(false)
    await button(page, 'Enable').click()
    await expect(page.getByText('The endpoint is enabled')).toBeVisible()
    await page.getByRole('link', { name: 'Delete' }).click()
    await button(page, 'Delete the endpoint').click()
    await expect(page.getByText('The endpoint is deleted')).toBeVisible()
    await expect(page.getByText('Nobody is told yet')).toBeVisible()
    expect((await page.goto(pathOf(id)))?.status()).toBe(404)
  })
})

test('a stranger finds none of it', async ({ page }) => {
  const id = await made()
  const stranger = await runningTestMerchant()
  await signIn(page, stranger)
  expect((await page.goto(pathOf(id)))?.status()).toBe(404)
  await stranger.close()
})
