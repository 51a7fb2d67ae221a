import type { Group } from './group'
import { invoiceInState, PAY_SCENES } from './payStates'

/** The pay page in each of its states. */
export const pay: Group = {
  name: 'pay',
  async pictures({ customer }, wanted) {
    const names = Object.keys(PAY_SCENES).filter(wanted)
    return Promise.all(names.map(async (name) => ({ name, url: (await invoiceInState(customer, name)).url })))
  },
}
