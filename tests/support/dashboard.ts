import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { createInvoice } from '@/lib/services/invoices/createInvoice'
import { playTest } from '@/lib/services/testmode/playTest'
import type { Step } from '@/lib/services/testmode/steps'
import type { TestMerchant } from '@/scripts/local/testMerchant'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const NARROW = { width: 320, height: 640 }

/** Signs the owner in and waits for the page asked for. */
export async function signIn(page: Page, person: TestMerchant, to = '/dashboard'): Promise<void> {
  await page.goto(`/login?callbackUrl=${encodeURIComponent(to)}`)
  await page.getByLabel('E-mail address').fill(person.email)
  await page.getByLabel('Password').fill(person.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(({ pathname }) => pathname === to)
}

/** A test invoice over $16.49, final after 12 blocks, to which the steps have happened. */
export async function sell({ app, actor }: TestMerchant, steps: readonly Step[] = []): Promise<string> {
  const { invoice } = await createInvoice(app, actor, {
    title: 'Ceramic pour-over set',
    description: null,
    items: [{ name: 'Ceramic pour-over set', description: null, quantity: '1', unitPriceMinor: '1649' }],
    taxMinor: 0n,
    currency: 'USD',
    cryptoCurrency: 'USDT',
    priceLockSeconds: null,
    expiresInSeconds: null,
    tolerance: {},
    confirmationsOverride: 12,
    webhookUrl: null,
    returnUrl: null,
    cancelUrl: null,
    metadata: { order_id: 'A-10480' },
  })
  if (steps.length > 0) await playTest(app, actor, invoice.id, steps)
  return invoice.id
}

/** axe finds nothing, and nothing runs over a narrow screen. */
export async function examinePage(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  const viewport = page.viewportSize()
  await page.setViewportSize(NARROW)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(NARROW.width)
  if (viewport) await page.setViewportSize(viewport)
}
