import { claimSaid, type ClaimForm } from '@/components/pay/ClaimPayment'
import { getApp } from '@/lib/server/app'
import { claimTransaction } from './claimActions'

/** The form that has a transaction looked for, for a page that its answer comes back to; `likely` is the network it asks for first. */
export function claimForm(page: string, asked: string | string[] | undefined, likely: string): ClaimForm {
  const networks = getApp()
    .networks.all()
    .filter((network) => !network.laneOfItsOwn)
    .map(({ id, name }) => ({ id, name }))
    .toSorted((one, other) => Number(other.id === likely) - Number(one.id === likely))
  return { action: claimTransaction, page, networks, said: claimSaid(asked) }
}
