import { EMPTY, type FormState } from '@/components/auth/formState'

/** What a key that was accepted for comparing leads to. The key is a public one: another is nowhere kept, nor shown again. */
export type Compared = {
  what: string
  xpub: string
  fingerprint: string
  network: string
  addresses: readonly { path: string; address: string }[]
  issued: number
}

export type OwnWalletState = FormState & { compared: Compared | null }
export type OwnWalletAction = (before: OwnWalletState, data: FormData) => Promise<OwnWalletState>

export const NO_WALLET: OwnWalletState = { ...EMPTY, compared: null }
