import type { WalletWords } from '@/lib/pay/waysView'

export type { WalletWords } from '@/lib/pay/waysView'

export type WalletWord = keyof WalletWords
