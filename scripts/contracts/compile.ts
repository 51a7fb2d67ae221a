import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Abi } from 'viem'
import solc from 'solc'

export const CONTRACTS = fileURLToPath(new URL('../../contracts/', import.meta.url))

export type Artifact = { abi: Abi; bytecode: `0x${string}`; deployedBytecode: `0x${string}` }

/**
 * Every setting that reaches the bytecode is pinned here, and the compiler in package.json: deposit addresses are made
 * of it. No metadata, whose hash would change with each comment; `cancun` for transient storage.
 */
const SETTINGS = {
  evmVersion: 'cancun',
  optimizer: { enabled: true, runs: 1_000_000 },
  metadata: { appendCBOR: false, bytecodeHash: 'none' },
  outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object'] } },
}

/** The tokens go the compiler's older way, as the ones in use did, whose dispatch is a binary search. */
const FOLDERS = [
  { folder: 'src', viaIR: true },
  { folder: 'test-tokens', viaIR: true },
]

/** selfdestruct (1699) and transient storage (2394) are what the forwarder is made of. */
const EXPECTED = new Set(['1699', '2394'])

type Contract = {
  abi: Abi
  evm: { bytecode: { object: string }; deployedBytecode: { object: string } }
}
type Output = {
  errors?: { severity: 'error' | 'warning' | 'info'; formattedMessage: string; errorCode?: string }[]
  contracts?: Record<string, Record<string, Contract>>
}

/**
 * Compiles all of contracts/ and gives, by name in alphabetical order, what is deployed: no abstract parts and
 * no library. Throws with the compiler's words on an error or any unexpected warning.
 */
export function compile(): Record<string, Artifact> {
  return Object.fromEntries(
    FOLDERS.flatMap(({ folder, viaIR }) => compileFolder(folder, viaIR))
      .filter(([name, { evm }]) => evm.bytecode.object !== '' && name !== 'TokenCalls')
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { abi, evm }]) => [
        name,
        {
          abi,
          bytecode: `0x${evm.bytecode.object}`,
          deployedBytecode: `0x${evm.deployedBytecode.object}`,
        },
      ]),
  )
}

function compileFolder(folder: string, viaIR: boolean): [name: string, contract: Contract][] {
  const directory = path.join(CONTRACTS, folder)
  const files = readdirSync(directory).filter((file) => file.endsWith('.sol'))
  const sources = Object.fromEntries(
    files.sort().map((file) => [file, { content: readFileSync(path.join(directory, file), 'utf8') }]),
  )
  const input = { language: 'Solidity', sources, settings: { ...SETTINGS, viaIR } }
  const output: Output = JSON.parse(solc.compile(JSON.stringify(input)))
  const complaints = (output.errors ?? []).filter(
    ({ severity, errorCode }) => severity !== 'info' && !EXPECTED.has(errorCode ?? ''),
  )
  if (complaints.length > 0) throw new Error(complaints.map((each) => each.formattedMessage).join('\n'))
  return Object.values(output.contracts ?? {}).flatMap((file) => Object.entries(file))
}
