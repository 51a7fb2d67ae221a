// A part of `npm run build`: the scripts and styles of pages, compressed as far as it goes, once and not with each answer.
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'

const compress = promisify(brotliCompress)
const folder = path.join('.next', 'static')
const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(js|css)$/.test(name))
for (const name of names) {
  const file = path.join(folder, name)
  const content = await readFile(file)
  const params = {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  }
  await writeFile(`${file}.br`, await compress(content, { params }))
}
