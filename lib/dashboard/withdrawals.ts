import { networkName } from '@/lib/chains/lanes'
import type { Network } from '@/lib/chains/network'
import { formatUnits, rescale } from '@/lib/domain/money'
import { mulDiv, type Ratio } from '@/lib/domain/rational'
import { fiatAmount, shortHash, tokenText } from '@/lib/pay/format'
import type { PreparedWithdrawal } from '@/lib/services/withdrawals/prepareWithdrawal'
import type { Withdrawable } from '@/lib/services/withdrawals/listWithdrawable'
import type { WithdrawalView } from '@/lib/services/withdrawals/withdrawalView'
import type { BadgeText } from './badges'

type Place = { short: string; full: string; url: string | null }
type Networks = (id: string) => Network | undefined

/** What lies on one network, and what can be done about it. */
export type LyingGroup = {
  network: string
  name: string
  /** Something can be moved now. */
  isReady: boolean
  /** Something is there that costs more to move than it brings. */
  hasDust: boolean
  rows: { token: string; ready: string; at: string; waiting: string[] }[]
}

/** By network, those with something to move first. */
export function lyingGroups(all: readonly Withdrawable[]): LyingGroup[] {
  const groups = [...new Set(all.map((one) => one.network))].map((network): LyingGroup => {
    const own = all.filter((one) => one.network === network)
    return {
      network,
      name: own[0]?.networkName ?? network,
      isReady: own.some((one) => one.ready > 0n),
      hasDust: own.some((one) => one.dust > 0n),
      rows: own.map((one) => ({
        token: one.token,
        ready: tokenText(one.ready, one),
        at: one.addresses === 1 ? 'at 1 address' : `at ${one.addresses} addresses`,
        waiting: [
          one.pending > 0n ? `${tokenText(one.pending, one)} not confirmed yet` : [],
          one.underWay > 0n ? `${tokenText(one.underWay, one)} being swept now` : [],
          one.held > 0n ? `${tokenText(one.held, one)} held for your decision` : [],
          one.dust > 0n ? `${tokenText(one.dust, one)} not worth its gas` : [],
        ].flat(),
      })),
    }
  })
  return groups.toSorted((a, b) => Number(b.isReady) - Number(a.isReady) || a.name.localeCompare(b.name))
}

/** One transaction for the merchant's wallet, in words and as wallets take it. */
export type CallView = {
  to: string
  data: string
  /** Wei as hexadecimal text. */
  value: string
  addresses: string
  treasury: Place
  amounts: { yours: string; lies: string; fee: string | null }[]
  /** Null where the chain says that it would fail now. */
  gas: { units: string; cost: string; worth: string | null } | null
}

export type BatchView = { calls: CallView[]; gasPrice: string | null; more: boolean; outOfReach: Place[] }

/** `coin`: what one whole coin of the network is worth in dollars; null where nobody knows. */
export function batchView(prepared: PreparedWithdrawal, coin: Ratio | null): BatchView {
  const { network, calls, gasPrice, more, outOfReach } = prepared
  const { native, explorer } = network
  const asset = { decimals: native.decimals, token: native.symbol }
  const place = (address: string): Place => ({
    short: shortHash(address),
    full: address,
    url: explorer?.address(address) ?? null,
  })
  return {
    calls: calls.map((call) => ({
      to: call.to,
      data: call.data,
      value: `0x${call.value.toString(16)}`,
      addresses: call.addresses === 1 ? '1 address' : `${call.addresses} addresses`,
      treasury: place(call.treasury),
      amounts: call.amounts.map(({ token, decimals, gross, fee, net }) => ({
        yours: tokenText(net, { token, decimals }),
        lies: tokenText(gross, { token, decimals }),
        fee: fee > 0n ? tokenText(fee, { token, decimals }) : null,
      })),
      gas:
        call.gas === null
          ? null
          : {
              units: call.gas.toLocaleString('en-US'),
              cost: costText(call.networkFee ?? 0n, asset),
              worth: coin && worthText(call.networkFee ?? 0n, asset.decimals, coin),
            },
    })),
    gasPrice: gasPrice === null ? null : `${formatUnits(gasPrice, GWEI)} gwei`,
    more,
    outOfReach: outOfReach.map(place),
  }
}

const GWEI = 9
/** More digits of a coin say nothing about what gas costs. */
const COST_PLACES = 8
const CENT_PLACES = 2

/** Rounded up: it is an expectation of what goes away. */
function costText(wei: bigint, asset: { decimals: number; token: string }): string {
  const places = Math.min(COST_PLACES, asset.decimals)
  return tokenText(rescale(wei, asset.decimals, places, 'up'), { token: asset.token, decimals: places })
}

function worthText(wei: bigint, decimals: number, coin: Ratio): string {
  const cents = mulDiv(wei * 10n ** BigInt(CENT_PLACES), coin.num, coin.den * 10n ** BigInt(decimals), 'up')
  return fiatAmount(cents, 'USD')
}

export type WithdrawalLine = {
  id: string
  href: string
  amounts: string[]
  network: string
  transaction: Place
  badge: BadgeText
  at: Date
}

export function withdrawalLine(view: WithdrawalView, networks: Networks): WithdrawalLine {
  const { withdrawal, moved, astray } = view
  const { network, txHash } = withdrawal
  const strays = astray === 0 ? [] : [astray === 1 ? '1 stray transfer' : `${astray} stray transfers`]
  return {
    id: withdrawal.id,
    href: followHref(network, txHash),
    amounts: [...moved.map((one) => tokenText(one.net, one)), ...strays],
    network: view.networkName,
    transaction: {
      short: shortHash(txHash),
      full: txHash,
      url: networks(networkName(network))?.explorer?.tx(txHash) ?? null,
    },
    badge: badgeOf(view),
    at: withdrawal.createdAt,
  }
}

function badgeOf({ state, confirmations, required }: WithdrawalView): BadgeText {
  if (state === 'final') return { label: 'At your wallet', tone: 'good' }
  if (state === 'undone') return { label: 'Undone by the network', tone: 'bad' }
  return { label: `${confirmations} of ${required} confirmations`, tone: 'working' }
}

/** Where one transaction is followed. */
export function followHref(network: string, txHash: string): string {
  return `/dashboard/withdrawals/${network}/${txHash}`
}
