import { parseAbi } from 'viem'

/** The hub's calls, without its code, which no browser needs; `abis.test.ts` compares them with the contract's. */
export const hubCalls = parseAbi([
  'struct Terms { bytes32 merchantId; bytes32 invoiceId; bytes32 paymentId; address token; uint256 amount; address treasury; uint256 fee; address feeRecipient; uint256 deadline; }',
  'function pay(Terms terms) payable',
  'function payWithPermit(Terms terms, uint256 permitDeadline, uint8 v, bytes32 r, bytes32 s)',
])

/** What is asked of tokens and sent to them. Answers of `approve` and `transfer` are not read: some tokens give none. */
export const tokenCalls = parseAbi([
  'function balanceOf(address account) view returns (uint256)',
  'function allowance(address owner, address spender) view returns (uint256)',
  'function approve(address spender, uint256 value)',
  'function transfer(address to, uint256 value)',
  'function name() view returns (string)',
  'function version() view returns (string)',
  'function nonces(address owner) view returns (uint256)',
  'function DOMAIN_SEPARATOR() view returns (bytes32)',
  'function authorizationState(address authorizer, bytes32 nonce) view returns (bool)',
])
