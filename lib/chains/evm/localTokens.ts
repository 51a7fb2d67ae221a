/** The local chain's USDC and USDT: contracts/test-tokens, at the same addresses on every local chain. */
export { LOCAL_USDC, LOCAL_USDT } from '@/contracts/artifacts/addresses'
