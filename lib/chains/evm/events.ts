import { toEventSelector } from 'viem'

/** `Transfer(address indexed from, address indexed to, uint256 value)` of ERC-20. */
export const TRANSFER_TOPIC = toEventSelector('Transfer(address,address,uint256)')

/** `Swept(bytes32 indexed salt, address indexed token, uint256 net, uint256 fee)` of the forwarder factory. */
export const SWEPT_TOPIC = toEventSelector('Swept(bytes32,address,uint256,uint256)')

/** What the payment hub says of terms that were paid (F5). */
export const ACCEPTED_TOPIC = toEventSelector(
  'PaymentAccepted(bytes32,bytes32,address,bytes32,address,uint256)',
)

/** Emits Transfer for native coin on chains with EIP-7708 (S9). */
export const NATIVE_EMITTER = '0xfffffffffffffffffffffffffffffffffffffffe'

/** An address as a topic: lower case, left-padded. */
export function addressTopic(address: string): string {
  return `0x${address.slice(2).toLowerCase().padStart(64, '0')}`
}
