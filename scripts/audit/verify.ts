import { parseArgs } from 'node:util'
import { verifyLog } from '@/lib/services/audit/verifyLog'
import { onInstance } from '../shared/onInstance'
import { readCheckpoints, tell } from './shared'

const USAGE = `npm run audit:verify -- [--checkpoint FILE ... --public-key FILE] [--merchant ID] [--quick]

Computes the audit log's chains anew from the rows themselves, and names the first line of each that is not what it was. Exits with 1
when one is broken.

  --checkpoint  a file of audit:checkpoint that was kept elsewhere; may be given several times. Without one, a log whose end was cut
                off, or that was rewritten as a whole, looks right
  --public-key  the public half of the key that signed it (PEM)
  --merchant    one chain alone: a merchant's id, or instance
  --quick       only what came after the last checkpoint`

const { values } = parseArgs({
  options: {
    checkpoint: { type: 'string', multiple: true, default: [] },
    'public-key': { type: 'string' },
    merchant: { type: 'string' },
    quick: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) console.log(USAGE)
else {
  await onInstance(async (app) => {
    const checkpoints = readCheckpoints(values.checkpoint, values['public-key'])
    const { merchant: chain, quick } = values
    const reports = await verifyLog(app, { checkpoints, chain, quick })
    const whole = tell(reports, console.log)
    if (checkpoints.length === 0)
      console.log('without a checkpoint: what was cut off or rewritten as a whole does not show')
    if (!whole) process.exitCode = 1
  })
}
