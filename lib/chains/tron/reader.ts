import { ChainError } from '../errors'
import { readGasPrice } from '../evm/gasPrice'
import { evmReaderOver } from '../evm/reader'
import type { Rpc } from '../evm/rpc'
import type { Network } from '../network'
import type { ChainReader, Transfer, Watch } from '../port'
import { hexOfTron, tronOfHex } from './address'
import type { SolidNode } from './solidNode'

/** Balances asked for at once. */
const AT_ONCE = 8

/**
 * Reads TRON at one provider: blocks, logs and receipts by its JSON-RPC, which speaks as EVM chains do with addresses of twenty bytes, and
 * balances by the solid node. This is the one place where its addresses change their form.
 */
export function tronReaderOver(network: Network, rpc: Rpc, solid: SolidNode): ChainReader {
  const tokens = network.tokens.map((token) => ({ ...token, address: hexOf(token.address) }))
  const evm = evmReaderOver({ ...network, tokens }, rpc)
  return {
    head: (signal) => evm.head(signal),
    block: (number, signal) => evm.block(number, signal),
    async scan(from, to, watch, signal) {
      const found = await evm.scan(from, to, inHex(watch), signal)
      return { ...found, transfers: found.transfers.map(inBase58) }
    },
    async receipt(txHash, signal) {
      const found = await evm.receipt(txHash, signal)
      return found && { ...found, transfers: found.transfers.map(inBase58) }
    },
    async moved(txHash, signal) {
      const found = await evm.moved?.(txHash, signal)
      return found ? { ...found, transfers: found.transfers.map(inBase58), sweeps: [] } : null
    },
    identity: (contract, signal) => evm.identity(contract === null ? null : hexOf(contract), signal),
    solid: (signal) => solid.block(signal),
    ...(evm.learnt && { learnt: evm.learnt }),
    // Sun for a unit of energy.
    gasPrice: (signal) => readGasPrice(rpc, signal),
    balances: (addresses, wanted, at, signal) => readSolidly(solid, { addresses, wanted, at }, signal),
  }
}

type Wanted = { addresses: readonly string[]; wanted: readonly (string | null)[]; at: number }

/**
 * Balances at the solid block, which must be `at` before and after. Throws `lagging` where it is another by now, and
 * `bad_response` for native coin, which is not read here.
 */
async function readSolidly(
  solid: SolidNode,
  { addresses, wanted, at }: Wanted,
  signal: AbortSignal,
): Promise<bigint[][]> {
  await requireSolid(solid, at, signal)
  const questions = addresses.flatMap((address) => wanted.map((token) => ({ address, token })))
  const answers: bigint[] = []
  for (let start = 0; start < questions.length; start += AT_ONCE) {
    const part = questions.slice(start, start + AT_ONCE)
    answers.push(
      ...(await Promise.all(
        part.map(({ address, token }) => {
          if (token === null) throw new ChainError('bad_response', 'balances of TRX are not read')
          return solid.tokenBalance(token, hexOf(address), signal)
        }),
      )),
    )
  }
  await requireSolid(solid, at, signal)
  return addresses.map((_, row) => answers.slice(row * wanted.length, (row + 1) * wanted.length))
}

async function requireSolid(solid: SolidNode, at: number, signal: AbortSignal): Promise<void> {
  const { number } = await solid.block(signal)
  if (number !== at) throw new ChainError('lagging', `the solid block is ${number}, asked for ${at}`)
}

function inHex(watch: Watch): Watch {
  return {
    ...watch,
    recipients: new Set([...watch.recipients].map(hexOf)),
    senders: new Set([...(watch.senders ?? [])].map(hexOf)),
    tokens: watch.tokens.map(hexOf),
  }
}

function inBase58(transfer: Transfer): Transfer {
  return {
    ...transfer,
    token: transfer.token === null ? null : tronOfHex(transfer.token),
    from: tronOfHex(transfer.from),
    to: tronOfHex(transfer.to),
  }
}

/** Of an address that is ours, or that was checked when it was given; contracts of other chains are in hex already. */
function hexOf(address: string): string {
  if (address.startsWith('0x')) return address
  const hex = hexOfTron(address)
  if (hex === null) throw new RangeError('no address of TRON')
  return hex
}
