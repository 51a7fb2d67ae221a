import type { Group, Picture } from './group'
import { LINK_SCENES, linkInState, SESSION_SCENES, sessionInState } from './sessionStates'
import { testMerchant, type TestMerchant } from '@/scripts/local/testMerchant'

let merchant: TestMerchant | null = null

/** Payment links, and checkout sessions in each of their states. */
export const checkout: Group = {
  name: 'checkout',
  async pictures({ environment, description }, wanted) {
    const makers = [
      ...Object.keys(LINK_SCENES).map((name) => ({ name: `link-${name}`, make: linkInState, of: name })),
      ...Object.keys(SESSION_SCENES).map((name) => ({
        name: `session-${name}`,
        make: sessionInState,
        of: name,
      })),
    ].filter(({ name }) => wanted(name))
    if (makers.length === 0) return []
    const shop = (merchant ??= await testMerchant({ environment }))
    const pictures: Picture[] = []
    for (const { name, make, of } of makers) {
      const url = `${description.baseUrl}${await make(shop, of)}`
      pictures.push({ name, url, ...MORE[name] })
    }
    const asking = pictures.find(({ name }) => name === 'link-asking')
    return asking ? [...pictures, { ...asking, name: 'link-asking-wrong', prepare: sendWrong }] : pictures
  },
  async leave() {
    await merchant?.close()
    merchant = null
  },
}

const MORE: Readonly<Record<string, Pick<Picture, 'prepare'>>> = {
  'session-paid': {
    // Without the seconds that count down to the shop.
    async prepare(page) {
      await page.getByRole('button', { name: 'Stay here' }).click()
    },
  },
}

const sendWrong: NonNullable<Picture['prepare']> = async (page) => {
  await page.getByLabel('Amount').fill('4')
  await page.getByRole('button', { name: 'Continue to payment' }).click()
  await page.getByText('This is needed.').waitFor()
}
