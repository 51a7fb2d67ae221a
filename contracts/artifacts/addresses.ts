// Made by scripts/contracts/build.ts from contracts/; do not edit.

/** The one forwarder factory, at this address on every EVM chain (F3). */
export const FACTORY_ADDRESS = '0xbBB0A94D92c6176EA4CbfDc6C69Ef602a979194d' as const

/** keccak256 of the factory's code on chain: what a network's deployment is checked against (S10). */
export const FACTORY_CODE_HASH = '0x2c57699725223b97881009eb1a51ae7d3b25585c0fd81b522f240d274cfcdfb6' as const

/** keccak256 of the forwarder's creation code, the part of every deposit address that is not its salt. */
export const FORWARDER_CODE_HASH = '0x74c480f23de4630b8772f9493e6dcd5de6dc1c5e9e6c9e4d1df6e1a3a944244c' as const

/** The one payment hub, at this address on every EVM chain (F5). */
export const HUB_ADDRESS = '0x04CAB227878Be7035E0171B43486978ACc683558' as const

/** keccak256 of the hub's code on chain (S10). */
export const HUB_CODE_HASH = '0x5692c619195979df8e7dcd9593ecdaa71d6e517110a8bbd2cc295a953998e0b8' as const

export const LOCAL_USDC = '0x94Ae323879F122a451A344ac130575a64CE69E3F' as const

export const LOCAL_USDT = '0xFf377Edace39F1f45a4Dc4bf0881642c3Fe3fE15' as const
