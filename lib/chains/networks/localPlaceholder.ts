import type { Token } from '../network'

/** Stands in until the test tokens' derived addresses land beside the forwarder. */
export const LOCAL_TOKENS: readonly Token[] = []
