/** What a loop waits for: someone rings, or time is over. A ring while nobody waits is kept. */
export function createAlarm() {
  let rung = false
  let waiting: (() => void) | null = null
  return {
    ring(): void {
      rung = true
      waiting?.()
    },
    /** Forgets the rings so far. */
    clear(): void {
      rung = false
    },
    async wait(milliseconds: number): Promise<void> {
      if (rung) return
      let timer: NodeJS.Timeout | undefined
      await new Promise<void>((resolve) => {
        waiting = resolve
        timer = setTimeout(resolve, milliseconds)
      })
      clearTimeout(timer)
      waiting = null
    },
  }
}
