/** Who did something, as the log keeps it, in words for the person who looks. */
export function authorText(label: string, userId: string): string {
  if (label === `user:${userId}`) return 'You'
  if (label.startsWith('user:')) return 'Somebody on your team'
  if (label.startsWith('api_key:')) return `API key ${label.slice('api_key:'.length)}`
  if (label === 'customer') return 'Your customer'
  if (label.startsWith('system:')) return 'The checkout, by itself'
  return label
}
