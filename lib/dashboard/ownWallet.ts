import { z } from 'zod'
import { networkName } from '@/lib/chains/lanes'
import type { OpenNetwork } from '@/lib/chains/registry'
import { payableTokens } from '@/lib/chains/payable'
import { csvLine } from '@/lib/csv'
import { formatUnits } from '@/lib/domain/money'
import { shortHash, tokenText } from '@/lib/pay/format'
import type { Holding, HoldingTotal } from '@/lib/services/xpub/listHoldings'

const ALL = '*'

/** The first step names what is to be paid to which wallet, the second has compared it. */
export const ownWalletForm = z.object({
  what: z
    .string()
    .regex(/^[a-z0-9-]{1,40}:[A-Za-z0-9*]{1,20}$/, { error: 'Choose what is to be paid to your wallet.' }),
  xpub: z
    .string()
    .trim()
    .min(1, { error: 'Paste the extended public key of your wallet.' })
    .max(500, { error: 'This is longer than any extended public key.' }),
  last_six: z.string().trim().max(20).optional(),
  password: z.string().max(1_000).optional(),
})

/** What can be paid to a wallet of one's own, as a form offers it: everything on a network, or one token of it. */
export function walletChoices(
  networks: readonly OpenNetwork[],
  mode: string,
): { value: string; label: string }[] {
  return networks
    .filter((network) => network.mode === mode && !network.laneOfItsOwn)
    .flatMap((network) => {
      const symbols = payableTokens(network).map(({ symbol }) => symbol)
      return [
        { value: `${network.id}:${ALL}`, label: `${listed(symbols)} on ${network.name}` },
        ...symbols.map((symbol) => ({
          value: `${network.id}:${symbol}`,
          label: `${symbol} on ${network.name}`,
        })),
      ]
    })
}

/** A choice in the services' terms. */
export function toWalletChoice(
  networks: readonly OpenNetwork[],
  value: string,
): { network: string; tokens: string[] } {
  const [network = '', token = ''] = value.split(':')
  const open = networks.find((one) => one.id === network)
  const all = open ? payableTokens(open).map(({ symbol }) => symbol) : []
  return { network, tokens: token === ALL ? all : [token] }
}

export type HoldingLine = {
  id: string
  amount: string
  network: string
  address: { short: string; full: string; url: string | null }
  path: string
  fingerprint: string
  invoiceId: string
  /** What came or went without an explanation; null where all is explained. */
  flag: string | null
}

export function holdingLine(
  holding: Holding,
  networks: (id: string) => OpenNetwork | undefined,
): HoldingLine {
  const { address, unexplained } = holding
  const url = networks(holding.network)?.explorer?.address(address) ?? null
  return {
    id: `${holding.id} ${holding.token}`,
    amount: tokenText(holding.balance, holding),
    network: holding.networkName,
    address: { short: shortHash(address), full: address, url },
    path: holding.path,
    fingerprint: holding.fingerprint,
    invoiceId: holding.invoiceId,
    flag: unexplained === 0n ? null : flagText(holding),
  }
}

function flagText(holding: Holding): string {
  const { unexplained } = holding
  return unexplained > 0n
    ? `${tokenText(unexplained, holding)} more than was credited`
    : `${tokenText(-unexplained, holding)} less than was credited: spent as gas, or moved`
}

export function totalLine(total: HoldingTotal): string {
  return `${tokenText(total.balance, total)} on ${total.networkName}, at ${total.addresses} ${total.addresses === 1 ? 'address' : 'addresses'}`
}

const CSV_COLUMNS = [
  'network',
  'token',
  'amount',
  'address',
  'path',
  'index',
  'wallet_fingerprint',
  'invoice_id',
  'unexplained',
  'block',
  'seen_at',
] as const

export const CSV_HEAD = csvLine(CSV_COLUMNS)

/** Rows of the export, one an address and asset. */
export function csvRows(holdings: readonly Holding[]): string {
  return holdings
    .map((one) =>
      csvLine([
        networkName(one.network),
        one.token,
        formatUnits(one.balance, one.decimals),
        one.address,
        one.path,
        one.index,
        one.fingerprint,
        one.invoiceId,
        formatUnits(one.unexplained, one.decimals),
        one.blockNumber,
        one.seenAt.toISOString(),
      ]),
    )
    .join('')
}

function listed(symbols: readonly string[]): string {
  const last = symbols.at(-1) ?? ''
  return symbols.length < 2 ? last : `${symbols.slice(0, -1).join(', ')} and ${last}`
}
