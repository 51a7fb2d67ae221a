import { spawn } from 'node:child_process'

export type Guard = { release(): void }

/**
 * Waits for the end of its standard input, which the kernel closes when this process ends, however it ends. Then it
 * ends the guarded process and, when asked, removes its folder.
 */
const SCRIPT = `
trap '' HUP INT
cat >/dev/null
kill -s "$2" "$1" 2>/dev/null
[ -z "$3" ] && exit 0
while kill -0 "$1" 2>/dev/null; do sleep 0.1; done
rm -rf -- "$3"
`

/**
 * Makes another process end with this one, even after `kill -9` or a crash, where no exit handler runs. A guard is a
 * sleeping shell in a session of its own, so that Ctrl+C in a terminal does not reach it.
 */
export function endWithThisProcess(
  pid: number,
  options: { signal?: 'INT' | 'TERM' | 'KILL'; remove?: string } = {},
): Guard {
  const guard = spawn(
    'sh',
    ['-c', SCRIPT, 'guard', `${pid}`, options.signal ?? 'TERM', options.remove ?? ''],
    {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    },
  )
  guard.unref()
  // A pipe is a net.Socket at run time; unreferenced, it does not keep this process alive.
  if ('unref' in guard.stdin && typeof guard.stdin.unref === 'function') guard.stdin.unref()
  return { release: () => void guard.kill('SIGKILL') }
}
