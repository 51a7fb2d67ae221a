/**
 * Runs `work` when called, never twice at once: calls during a run lead to one more run after it, so that whatever changed
 * before the last call is seen. What it throws goes to `onError`.
 */
export function coalesced(work: () => Promise<void>, onError: (error: unknown) => void): () => void {
  let state: 'idle' | 'running' | 'again' = 'idle'
  const run = async () => {
    try {
      await work()
    } catch (error) {
      onError(error)
    }
    const again = state === 'again'
    state = again ? 'running' : 'idle'
    if (again) void run()
  }
  return () => {
    if (state !== 'idle') {
      state = 'again'
      return
    }
    state = 'running'
    void run()
  }
}
