import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { checkOnChain } from '@/lib/proof/checkOnChain'
import { openReceipt, tellReceipt } from '@/lib/proof/checkReceipt'
import { readKeys, run, tell } from './shared'

const USAGE = `npm run verify-receipt -- --receipt FILE --keys FILE|URL [--rpc URL ...]

Checks a signed receipt without the server that made it. Exits with 1 when a byte of it was changed, when none of the keys signed it, or
when a chain does not know what it says.

  --receipt  the file that was downloaded
  --keys     the instance's public keys, from a file, or its https://…/.well-known/jwks.json
  --rpc      a node of your own choice: every payment on its chain is looked up there; may be given several times`

const { values } = parseArgs({
  options: {
    receipt: { type: 'string' },
    keys: { type: 'string' },
    rpc: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean', default: false },
  },
})

await run(async () => {
  if (values.help) return console.log(USAGE)
  if (!values.receipt || !values.keys) throw new Error(USAGE)
  const text = await readFile(values.receipt, 'utf8')
  const receipt = openReceipt(text, await readKeys(values.keys))
  tell(tellReceipt(receipt))
  for (const url of values.rpc) tell(await checkOnChain(receipt, url))
})
