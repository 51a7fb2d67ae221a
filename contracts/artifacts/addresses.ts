// Made by scripts/contracts/build.ts from contracts/; do not edit.

/** The one forwarder factory, at this address on every EVM chain (F3). */
export const FACTORY_ADDRESS = '0x65C03BC4e40c6C4dA39BDAf73d307a0B605c205E'

/** keccak256 of the factory's code on chain: what a network's deployment is checked against (S10). */
export const FACTORY_CODE_HASH = '0xbb0224ad37a71581778ebae383c4eb121e8b99a4b20fd9c23c4415a7c55ef15a'

/** keccak256 of the forwarder's creation code, the part of every deposit address that is not its salt. */
export const FORWARDER_CODE_HASH = '0xfc406db74a3a324dccd2e40c6c2cee97d63739b3db66ac9e5fc5da9401d5a834'

export const LOCAL_USDC = '0x94Ae323879F122a451A344ac130575a64CE69E3F'

export const LOCAL_USDT = '0xFf377Edace39F1f45a4Dc4bf0881642c3Fe3fE15'
