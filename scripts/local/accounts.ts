import { localAccounts, type LocalAccount } from './anvil'

const [deployer, gas, treasury, payer, feeRecipient] = localAccounts()
if (!deployer || !gas || !treasury || !payer || !feeRecipient) throw new Error('anvil has ten accounts')

/** Who is who on the local chain. Everybody knows these keys: they are for that chain and nothing else. */
export const accounts: Record<'deployer' | 'gas' | 'treasury' | 'payer' | 'feeRecipient', LocalAccount> = {
  deployer,
  gas,
  treasury,
  payer,
  feeRecipient,
}
