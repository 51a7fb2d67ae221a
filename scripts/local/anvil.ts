import { spawn, type ChildProcessByStdio } from 'node:child_process'
import type { Readable } from 'node:stream'
import { bytesToHex } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'
import { anvilBinary } from './anvilBinary'
import { endWithThisProcess } from './guard'
import { waitForEnd } from './processes'

export type LocalAccount = { address: `0x${string}`; privateKey: `0x${string}` }
export type LocalChain = {
  rpcUrl: string
  port: number
  chainId: number
  pid: number
  /** anvil's public test accounts, each with 10,000 of the native coin. */
  accounts: readonly LocalAccount[]
  stop(): Promise<void>
}
export type AnvilOptions = {
  /** Seconds between blocks; a block for each transaction when left out. */
  blockTime?: number
  chainId?: number
  /** A free one when left out. */
  port?: number
  /** A file that keeps the chain between runs: read at the start, written every few seconds and at the end. */
  statePath?: string
  /** Further command line options of anvil. */
  args?: readonly string[]
}

/** The public mnemonic of every local development chain; its keys guard nothing. */
export const LOCAL_MNEMONIC = 'test test test test test test test test test test test junk'

const READY_WITHIN_MS = 20_000
const ACCOUNTS = 10

/** Starts a local chain that ends with this process, however that ends. Rejects with what anvil said when it cannot start. */
export async function startAnvil(options: AnvilOptions = {}): Promise<LocalChain> {
  const chainId = options.chainId ?? 31_337
  const child = spawn(anvilBinary(), commandLine(chainId, options), {
    // A process group of its own: Ctrl+C reaches this process, which then stops the chain in its turn.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.unref()
  const port = await listeningPort(child)
  const pid = child.pid
  if (pid === undefined) throw new Error('anvil has no process id')
  const guard = endWithThisProcess(pid)
  const rpcUrl = `http://127.0.0.1:${port}`
  await silence(rpcUrl)
  return {
    rpcUrl,
    port,
    chainId,
    pid,
    accounts: localAccounts(),
    stop: async () => {
      child.kill('SIGTERM')
      if (!(await waitForEnd(pid, 5_000))) child.kill('SIGKILL')
      guard.release()
    },
  }
}

let derived: readonly LocalAccount[] | undefined

/** The accounts that anvil funds, in its order. */
export function localAccounts(): readonly LocalAccount[] {
  derived ??= Array.from({ length: ACCOUNTS }, (_, addressIndex) => {
    const account = mnemonicToAccount(LOCAL_MNEMONIC, { addressIndex })
    const key = account.getHdKey().privateKey
    if (!key) throw new Error('The local mnemonic gave no private key.')
    return { address: account.address, privateKey: bytesToHex(key) }
  })
  return derived
}

function commandLine(chainId: number, options: AnvilOptions): string[] {
  const given = ['--host', '127.0.0.1', '--port', `${options.port ?? 0}`, '--chain-id', `${chainId}`]
  given.push('--accounts', `${ACCOUNTS}`)
  if (options.blockTime !== undefined) given.push('--block-time', `${options.blockTime}`)
  if (options.statePath !== undefined) given.push('--state', options.statePath, '--state-interval', '5')
  return [...given, ...(options.args ?? [])]
}

type Child = ChildProcessByStdio<null, Readable, Readable>

/** anvil names its port once it accepts connections. */
function listeningPort(child: Child): Promise<number> {
  return new Promise((resolve, reject) => {
    let said = ''
    const fail = (why: string) => {
      clearTimeout(timer)
      child.kill('SIGKILL')
      reject(new Error(`anvil ${why}\n${said.slice(-2_000)}`))
    }
    const timer = setTimeout(() => fail(`did not start within ${READY_WITHIN_MS} ms`), READY_WITHIN_MS)
    const ended = (code: number | null) => fail(`ended with code ${code} before it was ready`)
    const read = (chunk: Buffer) => {
      said += chunk.toString()
      const port = /Listening on [^\s]*:(\d+)/.exec(said)?.[1]
      if (port === undefined) return
      clearTimeout(timer)
      child.off('exit', ended)
      // Goes on flowing unread: a full pipe would block the chain.
      for (const stream of [child.stdout, child.stderr]) {
        stream.off('data', read)
        stream.resume()
        if ('unref' in stream && typeof stream.unref === 'function') stream.unref()
      }
      resolve(Number(port))
    }
    child.once('error', (error) => fail(`cannot be run: ${error.message}`))
    child.once('exit', ended)
    child.stdout.on('data', read)
    child.stderr.on('data', read)
  })
}

/** Nobody reads anvil's log, and writing a line for each request costs it time. */
async function silence(rpcUrl: string): Promise<void> {
  const response = await fetch(rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'anvil_setLoggingEnabled', params: [false] }),
  })
  if (!response.ok) throw new Error(`anvil answered ${response.status} to its first request`)
  await response.body?.cancel()
}
