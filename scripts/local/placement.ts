import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'

/**
 * Whether every user may pass through the folder's parents. PostgreSQL refuses to run as root, so for root it runs as
 * another user, who must be able to reach its binaries and data; below /root (mode 0700) he cannot.
 */
export async function isReachableByOthers(folder: string): Promise<boolean> {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const found = await stat(at).catch(() => null)
    if (found && (found.mode & 0o001) === 0) return false
    if (at === path.dirname(at)) return true
  }
}

/**
 * Where local data that belongs to `folder` is kept: there, or, when root runs us and PostgreSQL's user could not reach
 * it, in the system's temporary folder under a name that stays the same for the same folder.
 */
export async function placeForData(folder: string): Promise<string> {
  const wanted = path.resolve(folder)
  if (userInfo().uid !== 0 || (await isReachableByOthers(path.dirname(wanted)))) return wanted
  const mark = createHash('sha256').update(wanted).digest('hex').slice(0, 12)
  return path.join(tmpdir(), `crypto-checkout-${mark}`)
}
