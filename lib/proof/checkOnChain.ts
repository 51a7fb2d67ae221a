import { createPublicClient, decodeEventLog, erc20Abi, http, type Hex, type Log } from 'viem'
import type { Finding } from './finding'
import type { ReceiptDocument, ReceiptPayment } from './receipt'

const NATIVE_POSITION = -1

/**
 * Looks every payment of a receipt up at a node of the reader's own choice: the transaction in that very block, still on the chain, moving
 * that amount of that token to that address. Payments of other chains are left out, and said to be.
 */
export async function checkOnChain({ payments }: ReceiptDocument, rpcUrl: string): Promise<Finding[]> {
  const client = createPublicClient({ transport: http(rpcUrl, { timeout: 15_000 }) })
  const chainId = await client.getChainId()
  return Promise.all(payments.map((payment) => look(payment)))

  async function look(payment: ReceiptPayment): Promise<Finding> {
    const name = payment.transaction ?? `what came in block ${payment.block.number}`
    if (payment.chain_id !== chainId) {
      return { ok: true, text: `${name} is not of chain ${chainId}: not looked at` }
    }
    if (!payment.to.startsWith('0x')) return { ok: true, text: `${name} is of no EVM chain: not looked at` }
    const block = await client.getBlock({ blockNumber: BigInt(payment.block.number) }).catch(() => null)
    if (block?.hash !== payment.block.hash) {
      return { ok: false, text: `block ${payment.block.number} is NOT ${payment.block.hash}` }
    }
    if (payment.transaction === null) {
      return {
        ok: true,
        text: `${name} was seen in the balance: the block is there, no transaction to look at`,
      }
    }
    const hash = payment.transaction as Hex
    const receipt = await client.getTransactionReceipt({ hash }).catch(() => null)
    if (receipt?.status !== 'success' || receipt.blockHash !== payment.block.hash) {
      return { ok: false, text: `${name} is NOT in block ${payment.block.hash}` }
    }
    const fits =
      payment.position === NATIVE_POSITION
        ? await client
            .getTransaction({ hash })
            .then(({ to, value }) => same(to, payment.to) && value === BigInt(payment.base_units))
        : logFits(receipt.logs[payment.position], payment)
    return fits
      ? {
          ok: true,
          text: `${name} is in block ${payment.block.number} and moved ${payment.amount} ${payment.asset}`,
        }
      : { ok: false, text: `${name} does NOT move ${payment.amount} ${payment.asset} to ${payment.to}` }
  }
}

/** The transfer itself, or the contract's event that names the terms. */
function logFits(log: Log | undefined, payment: ReceiptPayment): boolean {
  if (!log) return false
  if (payment.terms_hash !== null) {
    const said = [...log.topics, log.data].join('').toLowerCase()
    return same(log.address, payment.to) && said.includes(payment.terms_hash.slice(2).toLowerCase())
  }
  if (!same(log.address, payment.token)) return false
  try {
    const { args } = decodeEventLog({ abi: erc20Abi, eventName: 'Transfer', ...log })
    // A token may take its own fee of a transfer: what counts is what arrived.
    return same(args.to, payment.to) && args.value >= BigInt(payment.base_units)
  } catch {
    return false
  }
}

function same(one: string | null | undefined, other: string | null): boolean {
  return !!one && !!other && one.toLowerCase() === other.toLowerCase()
}
