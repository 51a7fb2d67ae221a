/**
 * What a log may say of an unknown error. Messages of the query builder hold the query's parameters, so that only the
 * innermost cause speaks, with the database's code.
 */
export function describeError(error: unknown): { name: string; code?: string; message: string; at?: string } {
  const cause = innermost(error)
  if (!(cause instanceof Error)) return { name: typeof cause, message: 'thrown value is no error' }
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined
  const at = cause.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 6)
    .map((line) => line.trim())
    .join(' < ')
  return {
    name: cause.name,
    ...(code ? { code } : {}),
    message: cause.message.slice(0, 300),
    ...(at ? { at } : {}),
  }
}

function innermost(error: unknown): unknown {
  let inner = error
  for (let depth = 0; depth < 5 && inner instanceof Error && inner.cause !== undefined; depth++)
    inner = inner.cause
  return inner
}
