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
  viaIR: true,
  optimizer: { enabled: true, runs: 1_000_000 },
  metadata: { appendCBOR: false, bytecodeHash: 'none' },
  outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object'] } },
}

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
  const sources = Object.fromEntries(sourceFiles().map((file) => [file, { content: readSource(file) }]))
  const output: Output = JSON.parse(
    solc.compile(JSON.stringify({ language: 'Solidity', sources, settings: SETTINGS })),
  )
  const complaints = (output.errors ?? []).filter(
    ({ severity, errorCode }) => severity !== 'info' && !EXPECTED.has(errorCode ?? ''),
  )
  if (complaints.length > 0) throw new Error(complaints.map((each) => each.formattedMessage).join('\n'))
  const contracts = Object.values(output.contracts ?? {}).flatMap((file) => Object.entries(file))
  return Object.fromEntries(
    contracts
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

function sourceFiles(): string[] {
  return ['src', 'test-tokens'].flatMap((folder) =>
    readdirSync(path.join(CONTRACTS, folder))
      .filter((file) => file.endsWith('.sol'))
      .sort()
      .map((file) => `${folder}/${file}`),
  )
}

function readSource(file: string): string {
  return readFileSync(path.join(CONTRACTS, file), 'utf8')
}
