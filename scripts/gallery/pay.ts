import type { Page } from '@playwright/test'
import type { Group, Picture, Place } from './group'
import { invoiceInState, PAY_SCENES } from './payStates'
import { openTronShop, type TronShop } from './tronShop'

const WALLET = 71
/** On TRON, at an address of the merchant's own wallet: nobody can play a payment there, it is sent. */
const TRON_SCENES: Readonly<Record<string, string | null>> = {
  'tron-waiting': null,
  'tron-confirming': '16.49',
  'tron-partial': '10.00',
}

let tron: TronShop | null = null

/** The pay page in each of its states. */
export const pay: Group = {
  name: 'pay',
  async pictures(place, wanted) {
    const names = Object.keys(PAY_SCENES).filter(wanted)
    const played = names.map(async (name) => ({
      name,
      url: (await invoiceInState(place.customer, name)).url,
    }))
    return [...(await Promise.all(played)), ...(await tronPictures(place, wanted))]
  },
  async leave() {
    await tron?.merchant.close()
    tron = null
  },
}

async function tronPictures(place: Place, wanted: (name: string) => boolean): Promise<Picture[]> {
  const names = Object.keys(TRON_SCENES).filter(wanted)
  if (names.length === 0) return []
  const shop = (tron ??= await openTronShop(place, WALLET))
  return Promise.all(
    names.map(async (name) => {
      const { url, address } = await shop.order()
      const amount = TRON_SCENES[name]
      return amount
        ? { name, url, prepare: (page: Page) => paid(page, shop, address, amount) }
        : { name, url }
    }),
  )
}

/** Sends it when the page is first looked at, and waits for what the page makes of it. */
async function paid(page: Page, shop: TronShop, address: string, amount: string): Promise<void> {
  if ((await page.locator('main').getAttribute('data-state')) !== 'waiting') return
  await shop.pay(address, amount)
  await page.locator('main:not([data-state="waiting"])').waitFor()
}
