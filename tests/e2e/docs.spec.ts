import { expect, test, type APIRequestContext, type Page } from '@playwright/test'
import { complaintsOf, examinePage, inItsTheme } from '../support/examine'

/** The pages are found by their links; so many tests share them. */
const SHARES = 8
/** One of each kind, for what a phone can change. */
const KINDS = ['/docs', '/docs/first-payment', '/docs/api/invoices', '/docs/errors']

async function documentationPaths(request: APIRequestContext): Promise<string[]> {
  const index = await (await request.get('/docs')).text()
  const main = index.slice(index.indexOf('<main'), index.indexOf('</main>'))
  const paths = [...main.matchAll(/<a [^>]*?href="(\/docs[^"#]*)/g)].map(([, href = '']) => href)
  const own = [...new Set(['/docs', ...paths])]
  expect(own.length).toBeGreaterThan(10)
  for (const kind of KINDS) expect(own).toContain(kind)
  return own
}

/** Each is there, fits a phone, and loads nothing from elsewhere. */
async function readAll(page: Page, paths: readonly string[], baseURL: string): Promise<void> {
  const complaints = complaintsOf(page)
  const elsewhere: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(`${baseURL}/`)) elsewhere.push(request.url())
  })
  for (const path of paths) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await test.step(path, () => examinePage(page))
  }
  expect(elsewhere).toEqual([])
  complaints.expectNone()
}

test.beforeEach(({ page, isMobile }) => inItsTheme(page, isMobile))

for (let share = 0; share < SHARES; share++) {
  test(`every page of the documentation is there, fits a phone, and loads nothing from elsewhere (${share + 1} of ${SHARES})`, async ({
    page,
    request,
    baseURL,
  }) => {
    test.slow()
    const paths = await documentationPaths(request)
    const own = paths.filter((_, index) => index % SHARES === share)
    await readAll(page, own, baseURL ?? '')
  })
}

test('the same of each kind on a phone', { tag: '@phone-only' }, async ({ page, baseURL }) => {
  test.slow()
  await readAll(page, KINDS, baseURL ?? '')
})

test('an integrator chooses a language once, and finds this server’s address in the examples', async ({
  page,
  baseURL,
}) => {
  await page.goto('/docs/first-payment')
  await page.getByText('TypeScript', { exact: true }).first().click()
  await expect(page.getByText(`const base = '${baseURL}'`)).toBeVisible()
  await expect(page.getByText('urllib.request')).toBeHidden()

  await page.goto('/docs/api/invoices')
  await expect(page.getByText(`await fetch('${baseURL}/api/v1/invoices'`).first()).toBeVisible()
})

test('without a script every language can be chosen too', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? '' })
  const page = await context.newPage()
  await page.goto('/docs/first-payment')
  await page.getByText('Python', { exact: true }).first().click()
  await expect(page.getByText('urllib.request').first()).toBeVisible()
  await context.close()
})

test('an error’s documentation_url leads to what to do about it', async ({ page, request }) => {
  const { error } = await (await request.get('/api/v1/invoices')).json()
  await page.goto(error.documentation_url)
  const entry = page.locator(`#${new URL(error.documentation_url).hash.slice(1)}`)
  await expect(entry).toBeInViewport()
  await expect(entry.getByRole('heading')).toContainText('UNAUTHENTICATED')
})
