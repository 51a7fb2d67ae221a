import { sweepCalldata } from '@/lib/chains/evm/forwarder'
import type { GasWallet } from '@/lib/chains/gasPort'
import type { Hex } from '@/lib/chains/port'
import { asHex, type Found } from './find'

/** Addresses emptied in one transaction. */
const PER_TRANSACTION = 100

export type RecoverySweep = { data: Hex; addresses: string[] }

/** The calls that bring everything found to its treasury; anyone may send them to the factory. */
export function recoverySweeps(found: readonly Found[]): RecoverySweep[] {
  const byTerms = new Map<string, Found[]>()
  for (const one of found) {
    const key = JSON.stringify(one.terms)
    byTerms.set(key, [...(byTerms.get(key) ?? []), one])
  }
  return [...byTerms.values()].flatMap((group) => {
    const sweeps: RecoverySweep[] = []
    for (let start = 0; start < group.length; start += PER_TRANSACTION) {
      sweeps.push(sweepOf(group.slice(start, start + PER_TRANSACTION)))
    }
    return sweeps
  })
}

function sweepOf(part: readonly Found[]): RecoverySweep {
  const first = part[0]
  if (!first) throw new Error('a sweep needs an address')
  const tokens = [...new Set(part.flatMap((one) => one.tokens))].map((token) => token as Hex)
  const data = sweepCalldata({ ...asHex(first.terms), refs: part.map((one) => one.ref), tokens })
  return { data, addresses: part.map((one) => one.address) }
}

/** Sends the calls one after another and waits for each; throws when one reverts. */
export async function sendSweeps(
  wallet: GasWallet,
  factory: string,
  sweeps: readonly RecoverySweep[],
): Promise<string[]> {
  const hashes: string[] = []
  for (const { data } of sweeps) {
    const gasLimit = await wallet.simulate(factory, data)
    const nonce = await wallet.nextNonce()
    const signed = await wallet.sign({ to: factory, data, nonce, gasLimit, ...(await wallet.fees()) })
    await wallet.send(signed.raw)
    await mined(wallet, signed.hash)
    hashes.push(signed.hash)
  }
  return hashes
}

async function mined(wallet: GasWallet, hash: Hex): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const outcome = await wallet.outcome(hash)
    if (outcome?.succeeded) return
    if (outcome) throw new Error(`${hash} reverted`)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
  throw new Error(`${hash} was not mined within ten minutes`)
}
