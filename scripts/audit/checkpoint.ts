import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { signCheckpoint } from '@/lib/audit/checkpoint'
import { chainLines } from '@/lib/services/audit/chainLines'
import { checkpointOf, verifyLog } from '@/lib/services/audit/verifyLog'
import { onInstance } from '../shared/onInstance'
import { readCheckpoints, tell } from './shared'

const USAGE = `npm run audit:checkpoint -- --key FILE [--out FILE] [--checkpoint FILE ... --public-key FILE] [--quick]

Verifies the audit log and writes where every chain stands, signed with Ed25519: keep the file where nobody who can write the database
can write it. Nothing is signed while a chain is broken.

  --key         the private key (PEM, PKCS #8); else AUDIT_SIGNING_KEY holds its text
  --out         where the checkpoint goes (standard output)
  --checkpoint  earlier checkpoints that the log must agree with, and --public-key to check them
  --quick       verifies only what came after the last of these`

const { values } = parseArgs({
  options: {
    key: { type: 'string' },
    out: { type: 'string' },
    checkpoint: { type: 'string', multiple: true, default: [] },
    'public-key': { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
})

const FOLDING_MS = 60_000

await onInstance(async (app) => {
  const key = values.key ? readFileSync(values.key, 'utf8') : process.env.AUDIT_SIGNING_KEY
  if (!key) throw new Error(USAGE)
  const checkpoints = readCheckpoints(values.checkpoint, values['public-key'])
  await chainLines(app, { until: new Date(app.clock.now().getTime() + FOLDING_MS) })
  const reports = await verifyLog(app, { checkpoints, quick: values.quick })
  if (!tell(reports, console.error)) throw new Error('nothing was signed')
  const text = signCheckpoint(checkpointOf(reports, app.env.publicUrl, app.clock.now()), key)
  if (!values.out) return void process.stdout.write(text)
  // An earlier checkpoint is evidence: it is never written over.
  writeFileSync(values.out, text, { flag: 'wx' })
  console.error(`checkpoint  ${values.out}   (keep it apart from this server)`)
})
