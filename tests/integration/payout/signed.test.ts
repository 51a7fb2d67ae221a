import { getAddress } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { expect, it } from 'vitest'
import { methodsOf } from '@/db/queries/paymentMethods'
import { LOCAL_USDC } from '@/lib/chains/evm/localTokens'
import type { Hex } from '@/lib/chains/port'
import { isDomainError } from '@/lib/domain/errors'
import type { Actor, RootContext } from '@/lib/services/context'
import { treasuryBalances } from '@/lib/services/checkoutConfig/treasuryBalances'
import { updatePaymentMethod } from '@/lib/services/merchants/updatePaymentMethod'
import { challengeTreasury } from '@/lib/services/payout/challengeTreasury'
import { openNetworks } from '@/lib/chains/registry'
import { accounts } from '@/scripts/local/accounts'
import { startWorld } from '@/tests/support/world'

const world = await startWorld()
const ctx: RootContext = { ...world.ctx, policy: { ...world.ctx.policy, payoutDelayMs: 0 } }
const owner = (): Actor => ({ ...world.actor, role: 'owner', confirmedAt: ctx.clock.now() })
const SIGNER = privateKeyToAccount(`0x${'5a'.repeat(32)}`)

/** Answers EIP-1271's word for yes to whatever it is asked. */
const YES: Hex = '0x631626ba7e60e01b60005260206000f3'
const NO: Hex = '0x60001960005260206000f3'

const usdt = async () =>
  (await methodsOf(ctx.db, world.actor)).find(({ token }) => token === 'USDT')?.id ?? ''
const send = async (treasury: string, signed: { signature: Hex; until: Date } | null, lastSix?: string) =>
  updatePaymentMethod(ctx, owner(), await usdt(), { treasury: { treasury, lastSix, signed } })
const refusalOf = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!isDomainError(error)) throw new Error('it was not refused', { cause: error })
  return { code: error.code, field: error.detail.field }
}
const challenge = (treasury: string) => challengeTreasury(ctx, owner(), { network: 'local', treasury })

it('accepts a treasury that signs its challenge (EIP-191), and nothing else that was signed (F4)', async () => {
  const { message, until } = await challenge(SIGNER.address)
  expect(message).toContain(SIGNER.address)
  const signature = await SIGNER.signMessage({ message })
  const wrong = { code: 'VALIDATION_FAILED', field: 'treasurySignature' }
  const later = new Date(until.getTime() + 1_000)
  const of = (text: string) => SIGNER.signMessage({ message: text })
  expect(await refusalOf(send(SIGNER.address, { signature: await of('yes'), until }))).toEqual(wrong)
  expect(await refusalOf(send(SIGNER.address, { signature, until: later }))).toEqual(wrong)
  expect(await refusalOf(send(SIGNER.address, { signature: '0x00', until }))).toEqual(wrong)
  expect(await refusalOf(send(accounts.payer.address, { signature, until }))).toEqual(wrong)
  const past = new Date(ctx.clock.now().getTime() - 1)
  expect(await refusalOf(send(SIGNER.address, { signature, until: past }))).toEqual(wrong)
  expect(await send(SIGNER.address, { signature, until })).toMatchObject({ treasury: SIGNER.address })
})

it('asks a contract for its signature (EIP-1271)', async () => {
  const contract: Hex = '0x00000000000000000000000000000000000c0de1'
  const { until } = await challenge(contract)
  await world.anvil.setCode({ address: contract, bytecode: NO })
  expect(await refusalOf(send(contract, { signature: '0x1234', until }))).toMatchObject({
    field: 'treasurySignature',
  })
  await world.anvil.setCode({ address: contract, bytecode: YES })
  expect(await send(contract, { signature: '0x1234', until })).toMatchObject({
    treasury: getAddress(contract),
  })
})

it('refuses a token’s contract that no list names', async () => {
  const copy: Hex = '0x00000000000000000000000000000000000c0de2'
  const code = await world.anvil.getCode({ address: LOCAL_USDC as Hex })
  await world.anvil.setCode({ address: copy, bytecode: code ?? '0x' })
  expect(await refusalOf(send(copy, null, copy.slice(-6)))).toEqual({
    code: 'VALIDATION_FAILED',
    field: 'treasury',
  })
})

it('reads what lies in the treasuries, and says so where no network answers', async () => {
  await send(accounts.treasury.address, null, accounts.treasury.address.slice(-6))
  await world.mint(accounts.treasury.address, '16.49')
  const { balances, unread } = await treasuryBalances(ctx, world.actor)
  expect(unread).toEqual([])
  const read = Object.fromEntries(balances.map(({ token, amount }) => [token.symbol, amount]))
  expect(read).toMatchObject({ USDT: await world.balance(accounts.treasury.address), USDC: 0n })

  const dead = { networks: [{ id: 'local', rpcUrls: ['http://127.0.0.1:9'] }], localMode: 'live' as const }
  const cut = { ...ctx, networks: openNetworks(dead) }
  expect(await refusalOf(treasuryBalances(cut, world.actor))).toMatchObject({ code: 'NETWORK_UNREACHABLE' })
  const contract: Hex = '0x00000000000000000000000000000000000c0de3'
  const { until } = await challenge(contract)
  const unasked = updatePaymentMethod(cut, owner(), await usdt(), {
    treasury: { treasury: contract, signed: { signature: '0x1234', until } },
  })
  expect(await refusalOf(unasked)).toMatchObject({ code: 'NETWORK_UNREACHABLE' })
})
