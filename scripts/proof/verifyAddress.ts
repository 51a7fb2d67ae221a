import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { readProofFile, type Statement } from '@/lib/proof/addressProof'
import { checkAddress } from '@/lib/proof/checkAddress'
import type { Finding } from '@/lib/proof/finding'
import { readKeys, run, tell } from './shared'

const USAGE = `npm run verify-address -- --proof FILE --keys FILE|URL [--address ADDRESS] [--treasury ADDRESS] [--invoice ID]

Checks the proof that the pay page offers beside its address, without the server: that the instance signed it, and that the address can
pay to nobody but the treasury and the fee's recipient that it names. Exits with 1 when anything is not as it should be.

  --proof     the file that was downloaded
  --keys      the instance's public keys, from a file, or its https://…/.well-known/jwks.json. Whoever keeps them from before need not
              trust the server at all
  --address   the address that was shown: one of the proofs has to be of it
  --treasury  the merchant's treasury, where it is known from elsewhere: every proof has to name it
  --invoice   the invoice: every proof has to be of it`

const { values } = parseArgs({
  options: {
    proof: { type: 'string' },
    keys: { type: 'string' },
    address: { type: 'string' },
    treasury: { type: 'string' },
    invoice: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

await run(async () => {
  if (values.help) return console.log(USAGE)
  const { proof, keys: source } = values
  if (!proof || !source) throw new Error(USAGE)
  const keys = await readKeys(source)
  const { proofs } = readProofFile(await readFile(proof, 'utf8'))
  if (proofs.length === 0) throw new Error(`${proof} proves nothing`)
  for (const one of proofs) {
    const { statement } = one
    console.log(`${statement.invoice} of ${statement.merchant} on ${statement.network}`)
    tell([...checkAddress(keys, one), ...asExpected(statement)])
  }
  const { address } = values
  if (address) {
    const ok = proofs.some(({ statement }) => same(addressOf(statement), address))
    tell([{ ok, text: ok ? `${address} is proven` : `${address} is NOT among the proven addresses` }])
  }
})

function asExpected(statement: Statement): Finding[] {
  const { treasury, invoice } = values
  const findings: Finding[] = []
  if (invoice !== undefined) findings.push(expected('invoice', statement.invoice, invoice))
  if (treasury !== undefined) findings.push(expected('treasury', treasuryOf(statement), treasury))
  return findings
}

function expected(what: string, found: string, wanted: string): Finding {
  const ok = same(found, wanted)
  return {
    ok,
    text: ok ? `the ${what} is ${wanted}` : `the ${what} is ${found || 'not named'}, NOT ${wanted}`,
  }
}

function addressOf(statement: Statement): string {
  return statement.type === 'deposit-address' ? statement.address : statement.hub
}

function treasuryOf(statement: Statement): string {
  if (statement.type === 'hub-terms') return statement.treasury
  return statement.origin.rail === 'forwarder' ? statement.origin.treasury : ''
}

/** Hexadecimal addresses may be typed in either case; base58 may not. */
function same(one: string, other: string): boolean {
  const plain = (text: string) => (text.startsWith('0x') ? text.toLowerCase() : text)
  return plain(one) === plain(other)
}
