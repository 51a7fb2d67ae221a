/** The calendar month of UTC, such as `2026-01`. */
export function monthOf(at: Date): string {
  return at.toISOString().slice(0, 7)
}
