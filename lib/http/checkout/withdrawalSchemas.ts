import { z } from 'zod'
import { formatUnits } from '@/lib/domain/money'
import type { Withdrawal } from '@/lib/services/withdrawals/confirmWithdrawals'
import type { Withdrawable } from '@/lib/services/withdrawals/listWithdrawable'
import type { PreparedWithdrawal } from '@/lib/services/withdrawals/prepareWithdrawal'
import { timestamp } from '../time'

const HASH = /^0x[0-9a-fA-F]{64}$/
const ADDRESS = /^0x[0-9a-fA-F]{40}$/

/** Transactions in one request. */
const MOST_HASHES = 10

const hash = z.string().regex(HASH, { error: 'must be a transaction hash: 0x and 64 hex digits' })
const network = z.string().min(1).max(40)

export const withdrawableAnswer = z.strictObject({
  withdrawable: z.array(
    z.strictObject({
      network: z.string(),
      networkName: z.string(),
      assetCode: z.string(),
      ready: z.string().describe('Confirmed, and worth its gas: what a withdrawal moves.'),
      addresses: z.int(),
      pending: z.string(),
      dust: z.string(),
      held: z.string(),
      underWay: z.string(),
    }),
  ),
})

export const prepareWithdrawalBody = z.strictObject({
  network,
  from: z
    .string()
    .regex(ADDRESS, { error: 'must be an address: 0x and 40 hex digits' })
    .nullish()
    .describe('The wallet that will send it, for the gas estimate; the treasury unless named.'),
  includeDust: z.boolean().nullish().describe('Moves what costs more gas than it brings, too.'),
})

export const PREPARE_WITHDRAWAL = { network: 'sepolia' }

export const preparedAnswer = z.strictObject({
  network: z.string(),
  networkName: z.string(),
  chainId: z.int(),
  calls: z.array(
    z.strictObject({
      to: z.string().describe('The forwarder factory.'),
      data: z.string(),
      value: z.string(),
      treasury: z.string(),
      feeRecipient: z.string(),
      feeBps: z.int(),
      addresses: z.int(),
      amounts: z.array(
        z.strictObject({
          assetCode: z.string(),
          amount: z.string().describe('At least: what comes until then goes with it.'),
          fee: z.string().describe('What of it is the platform’s.'),
          net: z.string(),
        }),
      ),
      gas: z.string().nullable().describe('Null where the call would fail now.'),
      networkFee: z.string().nullable(),
    }),
  ),
  gasPrice: z.string().nullable(),
  nativeAsset: z.string(),
  more: z.boolean().describe('Whether more lies there than one batch takes.'),
  outOfReach: z
    .array(z.string())
    .describe(
      'Addresses where something went astray whose treasury is a contract that is not proven to be yours on this network.',
    ),
})

/** A hash, or several that belong together: all of them count or none. */
export const confirmWithdrawalBody = z
  .strictObject({
    network,
    transactionHash: hash.optional(),
    transactionHashes: z.array(hash).min(1).max(MOST_HASHES).optional(),
  })
  .refine((body) => (body.transactionHash === undefined) !== (body.transactionHashes === undefined), {
    error: 'transactionHash or transactionHashes must be given, one of the two',
    path: ['transactionHash'],
  })

export const CONFIRM_WITHDRAWAL = { network: 'sepolia', transactionHash: `0x${'5f'.repeat(32)}` }

export const confirmedAnswer = z.strictObject({
  withdrawals: z.array(
    z.strictObject({
      id: z.string(),
      network: z.string(),
      networkName: z.string(),
      transactionHash: z.string(),
      blockNumber: z.int(),
      confirmedAt: z.iso.datetime().describe('When it was confirmed.'),
      moved: z.array(
        z.strictObject({
          assetCode: z.string(),
          net: z.string(),
          fee: z.string().describe('What went to the platform.'),
          addresses: z.int(),
        }),
      ),
      invoiceIds: z.array(z.string()).describe('Whose payouts it is.'),
    }),
  ),
})

export function presentWithdrawable(row: Withdrawable) {
  const money = (amount: bigint) => formatUnits(amount, row.decimals)
  return {
    network: row.network,
    networkName: row.networkName,
    assetCode: row.token,
    ready: money(row.ready),
    addresses: row.addresses,
    pending: money(row.pending),
    dust: money(row.dust),
    held: money(row.held),
    underWay: money(row.underWay),
  }
}

export function presentPrepared({ network: on, calls, gasPrice, more, outOfReach }: PreparedWithdrawal) {
  const native = (amount: bigint | null) => (amount === null ? null : formatUnits(amount, on.native.decimals))
  return {
    network: on.id,
    networkName: on.name,
    chainId: on.chainId,
    calls: calls.map((call) => ({
      to: call.to,
      data: call.data,
      value: call.value.toString(),
      treasury: call.treasury,
      feeRecipient: call.feeRecipient,
      feeBps: call.feeBps,
      addresses: call.addresses,
      amounts: call.amounts.map(({ token, decimals, gross, fee, net }) => ({
        assetCode: token,
        amount: formatUnits(gross, decimals),
        fee: formatUnits(fee, decimals),
        net: formatUnits(net, decimals),
      })),
      gas: call.gas?.toString() ?? null,
      networkFee: native(call.networkFee),
    })),
    gasPrice: native(gasPrice),
    nativeAsset: on.native.symbol,
    more,
    outOfReach,
  }
}

export function presentWithdrawal(withdrawal: Withdrawal) {
  return {
    id: withdrawal.id,
    network: withdrawal.network,
    networkName: withdrawal.networkName,
    transactionHash: withdrawal.txHash,
    blockNumber: withdrawal.block,
    confirmedAt: timestamp(withdrawal.confirmedAt),
    moved: withdrawal.moved.map(({ token, decimals, net, fee, addresses }) => ({
      assetCode: token,
      net: formatUnits(net, decimals),
      fee: formatUnits(fee, decimals),
      addresses,
    })),
    invoiceIds: withdrawal.invoiceIds,
  }
}
