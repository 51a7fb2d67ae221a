import { pad } from 'viem'
import { listScreening, parseAddressList } from '@/lib/chains/screening/addressList'
import { oracleScreening } from '@/lib/chains/screening/oracle'
import type { Screening } from '@/lib/chains/screening/port'
import type { Hex } from '@/lib/chains/port'
import type { World } from './world'

const ORACLE = '0x5AFe5AFE5afE5afE5afe5aFe5aFe5Afe5Afe5AfE'
/** `isSanctioned(address)` answers what is stored under the address: sload(calldataload(4)). */
const ORACLE_CODE = '0x60043554600052602060 00f3'.replace(' ', '') as Hex

/** A screening with what lists an address, and what breaks and mends it. */
export type Adapter = {
  screening: Screening
  list(address: string): Promise<void>
  unlist(address: string): Promise<void>
  fail(): Promise<void>
  mend(): Promise<void>
}

/** The oracle adapter over a contract on the world's chain. */
export function oracleOn({ anvil }: World): Adapter {
  const store = (address: string, value: Hex) =>
    anvil.setStorageAt({ address: ORACLE, index: pad(address as Hex, { size: 32 }), value })
  return {
    screening: oracleScreening(new Map([['local', ORACLE]])),
    list: (address) => store(address, pad('0x1', { size: 32 })),
    unlist: (address) => store(address, pad('0x0', { size: 32 })),
    // An address without code answers nothing, which is no answer.
    fail: () => anvil.setCode({ address: ORACLE, bytecode: '0x' }),
    mend: () => anvil.setCode({ address: ORACLE, bytecode: ORACLE_CODE }),
  }
}

/** The list adapter over a text that changes. */
export function listOfText(): Adapter {
  let lines: string[] = ['# nobody yet']
  let broken = false
  const done = () => Promise.resolve()
  return {
    screening: listScreening(async () => parseAddressList(broken ? 'no address' : lines.join('\n'))),
    list: (address) => {
      lines = [...lines, `${address.toLowerCase()} # listed`]
      return done()
    },
    unlist: (address) => {
      lines = lines.filter((line) => !line.startsWith(address.toLowerCase()))
      return done()
    },
    fail: () => {
      broken = true
      return done()
    },
    mend: () => {
      broken = false
      return done()
    },
  }
}
