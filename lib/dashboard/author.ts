/** Who did something, as the log keeps it, in words for the person who looks. */
export function authorText(label: string, userId: string): string {
  if (label === `user:${userId}`) return 'You'
  if (label.startsWith('user:')) return 'Somebody on your team'
  if (label.startsWith('api_key:')) return `API key ${label.slice('api_key:'.length)}`
  if (label.startsWith('token:')) return `Token of API key ${label.slice('token:'.length)}`
  if (label.startsWith('operator:')) return 'The operator of this server'
  if (label === 'registration') return 'Whoever registered'
  if (label === 'anonymous') return 'Somebody who is not signed in'
  if (label === 'customer') return 'Your customer'
  if (label.startsWith('system:')) return 'The checkout, by itself'
  return label
}
