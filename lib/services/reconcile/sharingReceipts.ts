import type { ChainReader } from '@/lib/chains/port'

/** One transaction can pay thousands of times, and its receipt is as long: it is asked for once. */
export function sharingReceipts(reader: ChainReader): ChainReader {
  const asked = new Map<string, ReturnType<ChainReader['receipt']>>()
  return {
    ...reader,
    receipt(txHash, signal) {
      const answer = asked.get(txHash) ?? reader.receipt(txHash, signal)
      asked.set(txHash, answer)
      return answer
    },
  }
}
