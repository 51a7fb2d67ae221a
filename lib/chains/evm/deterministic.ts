import { concat, getCreate2Address, type Hex } from 'viem'

/**
 * The deployer that is on every EVM chain at one address (its creation was signed by nobody's key): what it is sent,
 * 32 bytes of salt and init code, it deploys by CREATE2.
 */
export const DETERMINISTIC_DEPLOYER = '0x4e59b44847b379578588920cA78FbF26c0B4956C'

const SALT: Hex = `0x${'0'.repeat(64)}`

/** Where the deterministic deployer puts this init code (salt 0), on every chain. */
export function deterministicAddress(initCode: Hex): Hex {
  return getCreate2Address({ from: DETERMINISTIC_DEPLOYER, salt: SALT, bytecode: initCode })
}

/** What to send to the deterministic deployer to deploy this init code (salt 0). */
export function deterministicDeployment(initCode: Hex): { to: Hex; data: Hex } {
  return { to: DETERMINISTIC_DEPLOYER, data: concat([SALT, initCode]) }
}
