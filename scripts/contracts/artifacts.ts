import path from 'node:path'
import { keccak256 } from 'viem'
import { deterministicAddress } from '@/lib/chains/evm/deterministic'
import { compile, CONTRACTS, type Artifact } from './compile'

const HEADER = '// Made by scripts/contracts/build.ts from contracts/; do not edit.\n'

/**
 * The files of contracts/artifacts as the sources make them, path and text: one module a contract, typed for viem, and
 * the addresses and hashes that follow from their code.
 */
export function artifactFiles(): { file: string; text: string }[] {
  const artifacts = compile()
  const modules = Object.entries(artifacts).map(([name, artifact]) => ({
    name,
    text: moduleText(name, artifact),
  }))
  return [...modules, { name: 'addresses', text: addressesText(artifacts) }].map(({ name, text }) => ({
    file: path.join(CONTRACTS, 'artifacts', `${name}.ts`),
    text,
  }))
}

function addressesText(artifacts: Record<string, Artifact>): string {
  const { ForwarderFactory, Forwarder, PaymentHub, TestUSDC, TestUSDT } = artifacts
  if (!ForwarderFactory || !Forwarder || !PaymentHub || !TestUSDC || !TestUSDT)
    throw new Error('a contract is missing')
  return `${HEADER}
/** The one forwarder factory, at this address on every EVM chain (F3). */
export const FACTORY_ADDRESS = '${deterministicAddress(ForwarderFactory.bytecode)}' as const

/** keccak256 of the factory's code on chain: what a network's deployment is checked against (S10). */
export const FACTORY_CODE_HASH = '${keccak256(ForwarderFactory.deployedBytecode)}' as const

/** keccak256 of the forwarder's creation code, the part of every deposit address that is not its salt. */
export const FORWARDER_CODE_HASH = '${keccak256(Forwarder.bytecode)}' as const

/** The one payment hub, at this address on every EVM chain (F5). */
export const HUB_ADDRESS = '${deterministicAddress(PaymentHub.bytecode)}' as const

/** keccak256 of the hub's code on chain (S10). */
export const HUB_CODE_HASH = '${keccak256(PaymentHub.deployedBytecode)}' as const

export const LOCAL_USDC = '${deterministicAddress(TestUSDC.bytecode)}' as const

export const LOCAL_USDT = '${deterministicAddress(TestUSDT.bytecode)}' as const
`
}

function moduleText(name: string, { abi, bytecode, deployedBytecode }: Artifact): string {
  const entries = abi.map((entry) => `    ${JSON.stringify(entry)},\n`).join('')
  return (
    `${HEADER}export const ${name} = {\n  abi: [\n${entries}  ],\n` +
    `  bytecode: '${bytecode}',\n  deployedBytecode: '${deployedBytecode}',\n} as const\n`
  )
}
