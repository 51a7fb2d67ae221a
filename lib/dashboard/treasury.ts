import { z } from 'zod'
import { payableTokens } from '@/lib/chains/payable'
import type { OpenNetwork } from '@/lib/chains/registry'
import { shortHash } from '@/lib/pay/format'
import type { ListedMethod } from '@/lib/services/merchants/listPaymentMethods'

const ALL = '*'

export const treasuryForm = z.object({
  what: z.string().regex(/^[a-z0-9-]{1,40}:.{1,40}$/, { error: 'Choose what is to be paid there.' }),
  treasury: z
    .string()
    .trim()
    .min(1, { error: 'Enter the address of your wallet.' })
    .max(100, { error: 'This is longer than any address.' }),
  last_six: z.string().trim().length(6, { error: 'Enter the last six characters of the address.' }),
  password: z.string().min(1, { error: 'Enter your password.' }).max(1_000),
})

/** What can be passed on to a treasury, as a form offers it: everything on a network, or one token, with where it goes now. */
export function treasuryChoices(
  networks: readonly OpenNetwork[],
  mode: string,
  methods: readonly ListedMethod[],
): { value: string; label: string }[] {
  return networks.filter(forwards).flatMap((network) => {
    const tokens = payableTokens(network)
    const all = { value: `${network.id}:${ALL}`, label: `Everything on ${network.name}` }
    const each = tokens.map(({ symbol }) => ({
      value: `${network.id}:${symbol}`,
      label: `${symbol} on ${network.name}${nowOf(network.id, symbol)}`,
    }))
    return tokens.length > 1 ? [all, ...each] : each
  })

  function forwards(network: OpenNetwork): boolean {
    return network.mode === mode && network.oneShotForwarder && !network.laneOfItsOwn
  }

  function nowOf(network: string, token: string): string {
    const known = methods.find(
      ({ method, wallet }) => method.network === network && method.token === token && wallet === null,
    )
    return known?.treasury ? `, now to ${shortHash(known.treasury)}` : known ? '' : ' (new)'
  }
}

/** A choice in the service's terms; what merchants brought by address is not among everything, for nobody vouches for it. */
export function toTreasuryChoice(
  networks: readonly OpenNetwork[],
  value: string,
): { network: string; tokens: string[] } {
  const at = value.indexOf(':')
  const [network, token] = [value.slice(0, at), value.slice(at + 1)]
  if (token !== ALL) return { network, tokens: [token] }
  const open = networks.find((one) => one.id === network)
  const listed = open ? payableTokens(open).filter(({ added }) => !added) : []
  return { network, tokens: listed.map(({ symbol }) => symbol) }
}
