// Made by scripts/contracts/build.ts from contracts/; do not edit.

/** The one forwarder factory, at this address on every EVM chain (F3). */
export const FACTORY_ADDRESS = '0x4b522b5e0580f4db2168FA1cAC2E753A04846bC9' as const

/** keccak256 of the factory's code on chain: what a network's deployment is checked against (S10). */
export const FACTORY_CODE_HASH = '0x8549fe16c4e3578a8d4f3c5734c09b979b95fdc471ecc6bd2da5622f96d5ad58' as const

/** keccak256 of the forwarder's creation code, the part of every deposit address that is not its salt. */
export const FORWARDER_CODE_HASH = '0x846c1a947a588499a4ce75c5fa68b4dd2678a162701bdce2110f8931544a869d' as const

export const LOCAL_USDC = '0x94Ae323879F122a451A344ac130575a64CE69E3F' as const

export const LOCAL_USDT = '0xFf377Edace39F1f45a4Dc4bf0881642c3Fe3fE15' as const
