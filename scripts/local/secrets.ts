import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** What the server of one data folder signs and encrypts with; lost together with the data. */
export type LocalSecrets = {
  cronSecret: string
  apiKeyPepper: string
  encryptionKey: string
  authSecret: string
  jwtSecret: string
  signingKey: string
}

export function newSecrets(): LocalSecrets {
  return {
    cronSecret: randomBytes(24).toString('base64url'),
    apiKeyPepper: `demo:${randomBytes(32).toString('hex')}`,
    encryptionKey: `demo:${randomBytes(32).toString('hex')}`,
    authSecret: `demo:${randomBytes(32).toString('hex')}`,
    jwtSecret: `demo:${randomBytes(32).toString('hex')}`,
    signingKey: `demo:${randomBytes(32).toString('hex')}`,
  }
}

/** Writes JSON whole or not at all, readable by its owner alone. */
export async function writePrivateJson(file: string, value: unknown): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}.tmp`
  await writeFile(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
  await chmod(draft, 0o600)
  await rename(draft, file)
}

/** The file's value, or null when it is missing or broken. */
export async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return null
  }
}
