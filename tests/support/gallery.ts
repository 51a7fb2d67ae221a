import { execFile } from 'node:child_process'
import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Each state of the pay page as a document of its own. Drawn in a process apart: Playwright compiles JSX its own way. */
export async function drawGallery(): Promise<{ folder: string; pages: { name: string; url: string }[] }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'crypto-checkout-gallery-'))
  await run(process.execPath, ['--import', 'tsx', 'scripts/gallery.ts', folder, '--html'])
  const files = await readdir(folder)
  return {
    folder,
    pages: files.map((file) => ({
      name: path.basename(file, '.html'),
      url: pathToFileURL(path.join(folder, file)).href,
    })),
  }
}
