import { randomBytes } from 'node:crypto'
import { KEYRINGS } from '@/lib/env'
import { withNewKey } from '@/lib/keyring'

const USAGE = `npm run keys:new -- VARIABLE [--last]

Prints the variable's value with a new key in front, which writes from then on; the old ones still read. With --last it stands at the end:
where several instances run, give all of them that first, so that each can read what another writes. Nothing is kept or sent.

  VARIABLE   one of ${KEYRINGS.join(', ')}`

const [name = '', ...rest] = process.argv.slice(2)
const isLast = rest.join() === '--last'
const known = KEYRINGS.find((one) => one === name)
if (!known || (rest.length > 0 && !isLast)) {
  console.error(USAGE)
  process.exitCode = 1
} else {
  try {
    const { ring } = withNewKey(process.env[known] ?? '', {
      key: randomBytes(32),
      now: new Date(),
      place: isLast ? 'last' : 'first',
    })
    console.log(`${known}=${ring}`)
  } catch (error) {
    console.error(`${known} ${error instanceof Error ? error.message : 'cannot be read'}`)
    process.exitCode = 1
  }
}
