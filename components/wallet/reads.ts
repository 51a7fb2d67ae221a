import { getBalance, getCode, readContract } from 'viem/actions'
import { domainSeparator, type Hex, type TypedDataDomain } from 'viem'
import type { WalletOffer } from '@/lib/pay/walletOffer'
import { tokenCalls } from './abis'
import type { WalletClient } from './wallets'

/** Base units of what is to be paid that the wallet holds. */
export function balanceOf(client: WalletClient, { asset }: Pick<WalletOffer, 'asset'>): Promise<bigint> {
  const { address } = client.account
  return asset.address === null
    ? getBalance(client, { address })
    : readContract(client, {
        address: asset.address,
        abi: tokenCalls,
        functionName: 'balanceOf',
        args: [address],
      })
}

/** Wei for the network's fee. */
export function coinOf(client: WalletClient): Promise<bigint> {
  return getBalance(client, { address: client.account.address })
}

export function allowanceOf(client: WalletClient, token: Hex, spender: Hex): Promise<bigint> {
  const args = [client.account.address, spender] as const
  return readContract(client, { address: token, abi: tokenCalls, functionName: 'allowance', args })
}

/** Whose signatures are a contract's to judge: no token takes them as 65 bytes for sure. */
export async function isContract(client: WalletClient): Promise<boolean> {
  const code = await getCode(client, { address: client.account.address })
  return code !== undefined && code !== '0x'
}

/** The next nonce of a permit (EIP-2612); null where the token knows none. */
export function permitNonce(client: WalletClient, token: Hex): Promise<bigint | null> {
  const args = [client.account.address] as const
  return orNull(readContract(client, { address: token, abi: tokenCalls, functionName: 'nonces', args }))
}

/** Whether the token takes authorizations (EIP-3009), and this one is not used yet. */
export async function takesAuthorization(client: WalletClient, token: Hex, nonce: Hex): Promise<boolean> {
  const args = [client.account.address, nonce] as const
  const used = await orNull(
    readContract(client, { address: token, abi: tokenCalls, functionName: 'authorizationState', args }),
  )
  return used === false
}

/**
 * What a token's signatures are for (EIP-712), proven by its own separator; null where nobody can tell, so that nothing is signed that it
 * would not take.
 */
export async function domainOf(client: WalletClient, token: Hex): Promise<TypedDataDomain | null> {
  const call = { address: token, abi: tokenCalls } as const
  const [separator, name, version] = await Promise.all([
    orNull(readContract(client, { ...call, functionName: 'DOMAIN_SEPARATOR' })),
    orNull(readContract(client, { ...call, functionName: 'name' })),
    orNull(readContract(client, { ...call, functionName: 'version' })),
  ])
  if (separator === null || name === null) return null
  const candidates = [version, '1', '2'].flatMap((one) =>
    one === null ? [] : { name, version: one, chainId: client.chain.id, verifyingContract: token },
  )
  return candidates.find((domain) => domainSeparator({ domain }) === separator) ?? null
}

async function orNull<Value>(read: Promise<Value>): Promise<Value | null> {
  try {
    return await read
  } catch {
    return null
  }
}
