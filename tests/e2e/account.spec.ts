import { randomUUID } from 'node:crypto'
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, inItsTheme } from '../support/examine'
import { mailedLink } from '../support/printedMail'
import { runningStack } from '../support/stack'

const PASSWORD = 'correct horse battery'

test.beforeEach(({ page, isMobile }) => inItsTheme(page, isMobile))

test('register, confirm by mail, sign in, sign out', { tag: '@phone' }, async ({ page }) => {
  test.slow()
  const email = `${randomUUID()}@example.com`
  await page.goto('/register')
  await examine(page, 'Create an account')
  await page.getByLabel('Name of your business').fill('Acme VPN')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByRole('status')).toContainText(`we have written to ${email}`)
  await expect(page.getByRole('status')).toBeFocused()
  await examine(page, 'Create an account')

  await signIn(page, email, PASSWORD)
  await expect(page.getByText('live mode waits for it')).toBeVisible()
  await examine(page, 'Your account')

  await page.goto(await mailedLink(email, 'verify-email'))
  await examine(page, 'Confirm your e-mail address')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByRole('status')).toContainText('is confirmed')
  await page.goto(await mailedLink(email, 'verify-email'))
  await examine(page, 'This link does not work any more')
  await page.goto('/account')
  await expect(page.getByText('live mode waits for it')).toBeHidden()
  await page.getByRole('button', { name: 'Sign out here' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await page.goto('/account')
  await expect(page).toHaveURL('/login?callbackUrl=%2Faccount')
})

test('choose a new password by mail', { tag: '@phone' }, async ({ page }) => {
  test.slow()
  const email = await register(page)
  await page.goto('/forgot-password')
  await examine(page, 'Forgot your password?')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByRole('status')).toContainText('a mail is on its way')
  await page.goto(await mailedLink(email, 'reset-password'))
  await examine(page, 'Choose a new password')
  await page.getByLabel('New password').fill('a whole new password')
  await page.getByRole('button', { name: 'Set the password' }).click()
  await expect(page.getByRole('status')).toContainText('Your new password is set')
  await signIn(page, email, 'a whole new password')
})

test('another browser’s session ends when the password changes', async ({ page, browser }) => {
  const email = await register(page)
  await signIn(page, email, PASSWORD)
  const other = await browser.newPage()
  await signIn(other, email, PASSWORD)
  await page.getByLabel('Present password').fill(PASSWORD)
  await page.getByLabel('New password').fill('a whole new password')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'Every other session has ended' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible()
  await other.reload()
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await other.close()
})

test(
  'what is wrong stands beside its field, and is brought to who cannot see it',
  { tag: '@phone' },
  async ({ page }) => {
    await page.goto('/register')
    await page.getByLabel('E-mail address').fill('no address')
    await page.getByLabel('Password').fill('short')
    await page.getByRole('button', { name: 'Create account' }).click()
    await expect(page.getByLabel('Name of your business')).toBeFocused()
    await expect(page.getByLabel('E-mail address')).toHaveAccessibleDescription(/such as name@example.com/)
    await expect(page.getByLabel('E-mail address')).toHaveValue('no address')
    await expect(page.getByLabel('Password')).toHaveAccessibleDescription(/at least 10 characters/)
    await examine(page, 'Create an account')

    await page.goto('/login')
    await page.getByLabel('E-mail address').fill('nobody@example.com')
    await page.getByLabel('Password').fill('wrong')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'not right' })).toBeFocused()
    await examine(page, 'Sign in')
  },
)

test('works without a script', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  const { email, password } = runningStack().merchant
  await page.goto('/login?callbackUrl=/account')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toContainText('not right')
  await expect(page.getByLabel('E-mail address')).toHaveValue(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible()
  await page.getByRole('button', { name: 'Sign out here' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await context.close()
})

test('signing in leads to this site alone', async ({ page }) => {
  const { email, password } = runningStack().merchant
  for (const elsewhere of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
    await page.goto(`/login?callbackUrl=${encodeURIComponent(elsewhere)}`)
    await page.getByLabel('E-mail address').fill(email)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page).toHaveURL('/dashboard')
    await page.context().clearCookies()
  }
})

test('fits a narrow screen with targets of 44 pixels', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  for (const path of ['/login', '/register', '/forgot-password', '/verify-email', '/reset-password']) {
    await page.goto(path)
    const low = await page.evaluate(() =>
      [...document.querySelectorAll('a, button, input:not([type=hidden])')]
        .map((target) => ({ text: target.textContent, height: target.getBoundingClientRect().height }))
        .filter(({ height }) => height > 0 && height < 44),
    )
    expect(low, path).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320)
  }
})

async function register(page: Page): Promise<string> {
  const email = `${randomUUID()}@example.com`
  await page.goto('/register')
  await page.getByLabel('Name of your business').fill('Acme VPN')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByRole('status')).toContainText('Check your mail')
  return email
}

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.goto('/login?callbackUrl=/account')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible()
}

async function examine(page: Page, title: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  await expectAccessible(page)
}
