// Made by scripts/contracts/build.ts from contracts/; do not edit.

/** The one forwarder factory, at this address on every EVM chain (F3). */
export const FACTORY_ADDRESS = '0xF6d0eCEBE39372D45A15211F1829dff73A983ACd'

/** keccak256 of the factory's code on chain: what a network's deployment is checked against (S10). */
export const FACTORY_CODE_HASH = '0xafce5c156aae5eb2cf1e7ccbdf810a4ddf833269f1aed53bb98b0df4ff3a4de4'

/** keccak256 of the forwarder's creation code, the part of every deposit address that is not its salt. */
export const FORWARDER_CODE_HASH = '0xbb5bf58bfdc6f2fae389f934fc52b0c61102c5c42b418d6ce71cea6fe242b5ed'

export const LOCAL_USDC = '0x94Ae323879F122a451A344ac130575a64CE69E3F'

export const LOCAL_USDT = '0xFf377Edace39F1f45a4Dc4bf0881642c3Fe3fE15'
