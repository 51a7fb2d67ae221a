import { getAddress, keccak256, parseEther } from 'viem'
import { expect, test } from 'vitest'
import { createEvmReader } from '@/lib/chains/evm/reader'
import { NATIVE_POSITION } from '@/lib/chains/port'
import { openNetworks } from '@/lib/chains/registry'
import { LOOK_ALIKE, USDC, account, createStage, stageNetwork, transferWords } from './stage'

const stage = await createStage()
const reader = createEvmReader(stageNetwork(), stage.rpcUrl)
const signal = new AbortController().signal

test('a chain is told by its id, a contract by the hash of its code', async () => {
  const code = await stage.client.getCode({ address: USDC })
  expect(await reader.identity(USDC, signal)).toEqual({ chainId: 31_337, codeHash: keccak256(code ?? '0x') })
  expect(await reader.identity(account(700), signal)).toEqual({ chainId: 31_337, codeHash: null })
  expect(await reader.identity(null, signal)).toEqual({ chainId: 31_337, codeHash: null })
})

test('an opened network reads through its own provider, and a second one when it has one', async () => {
  const one = openNetworks({ networks: [{ id: 'local', rpcUrls: [stage.rpcUrl] }], localMode: 'live' })
  expect(one.all().map(({ id, mode, secondProvider }) => ({ id, mode, secondProvider }))).toEqual([
    { id: 'local', mode: 'live', secondProvider: false },
    { id: 'sandbox', mode: 'test', secondProvider: false },
  ])
  expect(one.providers('local')).toHaveLength(1)
  expect(one.get('base')).toBeUndefined()
  expect(() => one.providers('base')).toThrow('not open')
  const elsewhere = stage.rpcUrl.replace('127.0.0.1', 'localhost')
  const two = openNetworks({
    networks: [{ id: 'local', rpcUrls: [stage.rpcUrl, elsewhere] }],
    localMode: 'test',
  })
  expect(two.get('local')).toMatchObject({ mode: 'test', secondProvider: true })
  const [first, second] = two.providers('local')
  expect(await second?.reader.head(signal)).toEqual(await first.reader.head(signal))
})

test('a receipt tells what its transaction moved, of what is listed', async () => {
  const to = getAddress(account(710))
  const mixed = await stage.send(USDC, [transferWords(to, 0n), transferWords(to, 4n)])
  const unlisted = await stage.send(LOOK_ALIKE, [transferWords(to, 4n)])
  const native = await stage.client.sendTransaction({ account: stage.account, to, value: parseEther('1') })
  await stage.client.setCode({ address: account(711), bytecode: '0xfe' })
  const failed = await stage.client.sendTransaction({
    account: stage.account,
    to: account(711),
    value: 1n,
    gas: 100_000n,
  })
  expect(await reader.receipt(mixed, signal)).toBeNull()
  await stage.mine()

  const moved = async (hash: `0x${string}`) => {
    const receipt = await reader.receipt(hash, signal)
    return receipt && { succeeded: receipt.succeeded, transfers: receipt.transfers }
  }
  expect(await moved(mixed)).toMatchObject({
    succeeded: true,
    transfers: [{ token: USDC, to, amount: 4n, position: 1 }],
  })
  expect(await moved(unlisted)).toEqual({ succeeded: true, transfers: [] })
  expect(await moved(native)).toMatchObject({
    succeeded: true,
    transfers: [{ token: null, to, amount: parseEther('1'), position: NATIVE_POSITION }],
  })
  expect(await moved(failed)).toEqual({ succeeded: false, transfers: [] })
  expect(await reader.receipt(`0x${'5'.repeat(64)}`, signal)).toBeNull()
})
