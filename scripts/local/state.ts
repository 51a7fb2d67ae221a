import { rm } from 'node:fs/promises'
import path from 'node:path'
import { createPublicClient, http } from 'viem'
import { cursorBlock, readMark, resetDatabase } from './localDatabase'
import { newSecrets, readJson, writePrivateJson, type LocalSecrets } from './secrets'

type Place = { folder: string; databaseUrl: string; rpcUrl: string; note: (text: string) => void }

/**
 * Chain, database and keys are kept between runs, and each is worth nothing without the others: rows that speak of blocks
 * which are gone, or that nobody can decrypt. When they do not belong together, the database starts empty.
 */
export async function openState({
  folder,
  databaseUrl,
  rpcUrl,
  note,
}: Place): Promise<{ secrets: LocalSecrets }> {
  const file = path.join(folder, 'secrets.json')
  const client = createPublicClient({ transport: http(rpcUrl) })
  const hashOf = async (number: number) =>
    client.getBlock({ blockNumber: BigInt(number) }).then(
      ({ hash }) => hash,
      () => null,
    )
  const genesis = await hashOf(0)
  if (genesis === null) throw new Error('The local chain has no first block.')

  const mark = await readMark(databaseUrl)
  const kept = await readSecrets(file)
  if (mark && kept) {
    const cursor = await cursorBlock(databaseUrl)
    const sameChain = mark.genesis === genesis && (!cursor || (await hashOf(cursor.number)) === cursor.hash)
    if (sameChain) return { secrets: kept }
    note('the chain is another one than the last time: the database starts empty')
  } else if (mark) {
    note('the keys of the last time are gone: the database starts empty')
  }

  const secrets = newSecrets()
  await resetDatabase(databaseUrl, { genesis })
  await rm(path.join(folder, 'account.json'), { force: true })
  await writePrivateJson(file, secrets)
  return { secrets }
}

async function readSecrets(file: string): Promise<LocalSecrets | null> {
  const found = await readJson(file)
  if (typeof found !== 'object' || found === null) return null
  const { cronSecret, apiKeyPepper, encryptionKey, authSecret, jwtSecret, signingKey } = found as Record<
    string,
    unknown
  >
  if (typeof cronSecret !== 'string' || typeof apiKeyPepper !== 'string') return null
  if (typeof encryptionKey !== 'string' || typeof authSecret !== 'string') return null
  if (typeof jwtSecret !== 'string' || typeof signingKey !== 'string') return null
  return { cronSecret, apiKeyPepper, encryptionKey, authSecret, jwtSecret, signingKey }
}
