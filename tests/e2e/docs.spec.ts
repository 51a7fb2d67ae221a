import { expect, test, type Page } from '@playwright/test'
import { examinePage } from '../support/dashboard'
import { complaintsOf } from '../support/examine'

/** The pages are found by their links; so many tests share them. */
const SHARES = 5

async function documentationPaths(page: Page): Promise<string[]> {
  await page.goto('/docs')
  const links = await page.getByRole('main').getByRole('link').all()
  const paths = await Promise.all(links.map((link) => link.getAttribute('href')))
  const own = paths.filter((href) => href?.startsWith('/docs')).map((href) => href ?? '')
  expect(own.length).toBeGreaterThan(10)
  return ['/docs', ...own]
}

for (let share = 0; share < SHARES; share++) {
  test(`every page of the documentation is there, fits a phone, and loads nothing from elsewhere (${share + 1} of ${SHARES})`, async ({
    page,
    baseURL,
  }) => {
    test.slow()
    const complaints = complaintsOf(page)
    const elsewhere: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(`${baseURL}/`)) elsewhere.push(request.url())
    })
    const paths = await documentationPaths(page)
    for (const path of paths.filter((_, index) => index % SHARES === share)) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await examinePage(page)
    }
    expect(elsewhere).toEqual([])
    complaints.expectNone()
  })
}

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
