/** A time as documents write it: UTC, to the second. */
export function timestamp(at: Date): string {
  return at.toISOString().replace(/\.\d{3}Z$/, 'Z')
}

export function timestampOrNull(at: Date | null): string | null {
  return at && timestamp(at)
}
