// Reading transfers by recipient against by token, on a local chain: what `chooseMode` has to tell apart.
import { getAddress } from 'viem'
import { readDeepPiece } from '@/lib/chains/evm/deepPiece'
import { chooseMode, type ScanMode } from '@/lib/chains/evm/mode'
import { connect } from '@/lib/chains/evm/rpc'
import { watchSetOf } from '@/lib/chains/evm/watchSet'
import { NETWORKS } from '@/lib/chains/registry'
import { startAnvil } from '@/scripts/local/anvil'
import { USDC, USDT, account, openLogChain, transferWords } from '@/tests/support/logChain'

const BLOCKS = 40
const BUSY_LOGS = 500
const RUNS = 3
const WATCHED = [10, 1_000, 10_000, 50_000]

const local = NETWORKS.find((network) => network.id === 'local')
if (local === undefined) throw new Error('The local network is not in the registry')

const chain = await startAnvil()
try {
  const { start, end } = await fill(chain.rpcUrl)
  console.log(`${BLOCKS} blocks; ms a scan, best of ${RUNS}`)
  for (const [name, token, perBlock] of [
    ['busy', USDC, BUSY_LOGS],
    ['quiet', USDT, 1],
  ] as const) {
    for (const recipients of WATCHED) {
      const byRecipient = await best(token, recipients, 'recipient', start, end)
      const byToken = await best(token, recipients, 'token', start, end)
      const range = { recipient: BLOCKS, token: BLOCKS }
      const chosen = chooseMode({ recipients, maxTopics: 1_000, range, density: perBlock })
      console.log(
        [
          `${name} token (${perBlock} logs a block)`.padEnd(32),
          `${recipients} watched`.padStart(14),
          `by recipient ${byRecipient.toFixed(0)}`.padStart(20),
          `by token ${byToken.toFixed(0)}`.padStart(16),
          `ratio ${(byRecipient / byToken).toFixed(2)}`.padStart(14),
          `chosen: ${chosen}`,
        ].join('  '),
      )
    }
  }
} finally {
  await chain.stop()
}

/** Every fiftieth log of the busy token pays somebody who is watched. */
async function fill(rpcUrl: string): Promise<{ start: number; end: number }> {
  const stage = await openLogChain(rpcUrl)
  const start = (await stage.head()) + 1
  for (let block = 0; block < BLOCKS; block += 1) {
    const logs = Array.from({ length: BUSY_LOGS }, (_, n) =>
      transferWords(account(n % 50 === 0 ? n / 50 : 1_000_000 + n), 1n),
    )
    await stage.send(USDC, logs)
    await stage.send(USDT, [transferWords(account(0), 1n)])
    await stage.mine()
  }
  return { start, end: await stage.head() }
}

async function best(
  token: string,
  count: number,
  mode: ScanMode,
  start: number,
  end: number,
): Promise<number> {
  if (local === undefined) return Number.NaN
  const recipients = new Set(Array.from({ length: count }, (_, n) => getAddress(account(n))))
  const rpc = connect(chain.rpcUrl, local.provider)
  const times: number[] = []
  for (let run = 0; run < RUNS; run += 1) {
    const started = performance.now()
    const watched = watchSetOf(local, { recipients, tokens: [token], native: false })
    await readDeepPiece(
      rpc,
      watched,
      { start, end, mode, maxTopics: 1_000, maxAddresses: 1_000 },
      new AbortController().signal,
    )
    times.push(performance.now() - started)
  }
  return Math.min(...times)
}
