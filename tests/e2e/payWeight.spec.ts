import { expect, test } from '@playwright/test'
import { complaintsOf } from '../support/examine'
import { orderInvoice } from '../support/payPage'
import { weighPayPage } from '../support/pageWeight'
import { runningStack } from '../support/stack'

/** Bytes over the wire before a wallet is asked for. */
const MOST = 160_000

test(
  'an unpaid page is light, does not jump, and asks nobody else for anything',
  { tag: '@phone' },
  async ({ page }) => {
    const complaints = complaintsOf(page)
    const { origin } = new URL(runningStack().baseUrl)
    const strangers: string[] = []
    page.on('request', (request) => {
      const url = new URL(request.url())
      if (url.protocol.startsWith('http') && url.origin !== origin) strangers.push(request.url())
    })
    const { total, bytes, layoutShift } = await weighPayPage(page, (await orderInvoice()).customer_url)
    expect(total, JSON.stringify(bytes)).toBeLessThanOrEqual(MOST)
    expect(layoutShift).toBeLessThanOrEqual(0.05)
    expect(strangers).toEqual([])
    complaints.expectNone()
  },
)
