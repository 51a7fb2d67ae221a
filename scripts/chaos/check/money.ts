import { accounts } from '@/scripts/local/accounts'
import type { Asset, Told } from '../load/told'
import type { Tally } from '../tally'
import { differences } from './differences'
import type { OnChain } from './onChain'
import type { Stored } from './stored'

/** Credits are the transfers on chain, each once; what is booked as swept left, and arrived at the treasury. */
export async function checkMoney(
  parts: {
    told: readonly Told[]
    assets: readonly Asset[]
    stored: Stored
    chain: OnChain
    before: ReadonlyMap<string, bigint>
  },
  tally: Tally,
): Promise<void> {
  const { told, stored, chain } = parts
  const addressOf = new Map(stored.invoices.map((row) => [row.id, row.address]))
  const compare = (what: string, is: readonly string[], should: readonly string[]) => {
    for (const line of differences(is, should)) tally.object(`${what}: ${line}`)
  }
  tally.count('transfers on chain', chain.arrived.length)
  tally.count('payments stored', stored.payments.length)
  compare(
    'transfers that were sent, against the chain',
    chain.arrived.map((one) => `${one.txHash} ${one.to} ${one.symbol} ${one.amount}`),
    told.flatMap((one) =>
      one.sent.map(({ txHash, amount }) => `${txHash} ${one.address} ${one.asset.symbol} ${amount}`),
    ),
  )
  compare(
    'payments against the chain',
    stored.payments.map(
      (row) => `${row.txHash} ${addressOf.get(row.invoice)} ${row.token} ${row.amount} ${row.blockHash}`,
    ),
    chain.arrived.map((one) => `${one.txHash} ${one.to} ${one.symbol} ${one.amount} ${one.blockHash}`),
  )
  tally.count('sweeps of addresses on chain', chain.swept.length)
  tally.count('sweeps of addresses stored', stored.swept.length)
  compare(
    'what was swept against the chain',
    stored.swept.map((row) => `${row.salt} ${row.txHash} ${row.token} ${row.net} ${row.fee}`),
    chain.swept.map((one) => `${one.salt} ${one.txHash} ${one.symbol} ${one.net} ${one.fee}`),
  )
  const recorded = new Set(stored.sweeps.flatMap(({ txHashes }) => txHashes))
  for (const hash of chain.sentByGasKey)
    if (!recorded.has(hash)) tally.object(`the gas key sent ${hash}, which is not recorded (F9)`)
  await checkBalances(parts, tally)
}

/** The treasury and the fee recipient have what was swept, and each address what its ledger says. */
async function checkBalances(
  { assets, stored, chain, before }: Parameters<typeof checkMoney>[0],
  tally: Tally,
): Promise<void> {
  for (const asset of assets) {
    const swept = chain.swept.filter(({ symbol }) => symbol === asset.symbol)
    for (const [who, part] of [
      ['treasury', 'net'],
      ['feeRecipient', 'fee'],
    ] as const) {
      const { address } = accounts[who]
      const gained = (await chain.balance(asset, address)) - (before.get(`${asset.symbol} ${who}`) ?? 0n)
      const should = swept.reduce((sum, one) => sum + one[part], 0n)
      if (gained !== should) tally.object(`the ${who} gained ${gained} ${asset.symbol}, must be ${should}`)
    }
  }
  for (const { id, address } of stored.invoices) {
    for (const asset of assets) {
      const lies = await chain.balance(asset, address as `0x${string}`)
      const booked = stored.ledger
        .filter((row) => row.invoice === id && row.token === asset.symbol && row.account === 'deposits')
        .reduce((sum, row) => sum + BigInt(row.amount), 0n)
      if (lies !== booked)
        tally.object(`${lies} ${asset.symbol} lie at the address of ${id}, ${booked} are booked`)
    }
  }
}

/** Before the load: what the treasury and the fee recipient have of each asset. */
export async function balancesBefore(chain: OnChain, assets: readonly Asset[]): Promise<Map<string, bigint>> {
  const before = new Map<string, bigint>()
  for (const asset of assets)
    for (const who of ['treasury', 'feeRecipient'] as const)
      before.set(`${asset.symbol} ${who}`, await chain.balance(asset, accounts[who].address))
  return before
}
