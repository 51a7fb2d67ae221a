import { afterAll } from 'vitest'
import { startAnvil, type AnvilOptions, type LocalChain } from '@/scripts/local/anvil'

export { startAnvil } from '@/scripts/local/anvil'
export type { AnvilOptions, LocalAccount, LocalChain } from '@/scripts/local/anvil'

/** A local chain for one test file: `const chain = await testChain()` at its top level, stopped after its tests. */
export async function testChain(options?: AnvilOptions): Promise<LocalChain> {
  const chain = await startAnvil(options)
  afterAll(() => chain.stop())
  return chain
}
