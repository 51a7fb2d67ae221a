import { afterAll } from 'vitest'
import { startTronNode } from '@/scripts/local/tronNode'

/** A TRON node before anvil, for as long as the tests of a file run. */
export async function startTronServer(chainId: number) {
  const node = await startTronNode(chainId)
  afterAll(node.close)
  return node
}
