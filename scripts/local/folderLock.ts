import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { commandOf, isAlive } from './processes'

/** Takes the folder for this process, or throws when a process that lives has it. Gives how to let it go. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = path.join(folder, 'owner.pid')
  const owner = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10)
  if (owner && owner !== process.pid && isAlive(owner) && (await commandOf(owner)).includes('node')) {
    throw new Error(`${folder} is in use by process ${owner}: end that one first.`)
  }
  await writeFile(file, `${process.pid}\n`)
  return () => rm(file, { force: true })
}
