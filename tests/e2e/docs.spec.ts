import { expect, test } from '@playwright/test'
import { examinePage } from '../support/dashboard'
import { complaintsOf } from '../support/examine'

test('every page of the documentation is there, fits a phone, and loads nothing from elsewhere', async ({
  page,
  baseURL,
}) => {
  test.slow()
  const complaints = complaintsOf(page)
  const elsewhere: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(`${baseURL}/`)) elsewhere.push(request.url())
  })
  await page.goto('/docs')
  const links = await page.getByRole('main').getByRole('link').all()
  const paths = await Promise.all(links.map((link) => link.getAttribute('href')))
  expect(paths.length).toBeGreaterThan(10)
  for (const path of ['/docs', ...paths.filter((href) => href?.startsWith('/docs'))]) {
    await page.goto(path ?? '')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await examinePage(page)
  }
  expect(elsewhere).toEqual([])
  complaints.expectNone()
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
