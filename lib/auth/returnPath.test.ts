import { expect, it } from 'vitest'
import { returnPath } from './returnPath'

it.each(['/account', '/dashboard/invoices?status=paid#top', '/a//b', '/?next=https://evil.example'])(
  'goes back to %s',
  (path) => expect(returnPath(path)).toBe(path),
)

it.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '\\/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '\t//evil.example',
  '/x/..//evil.example',
  '/.//evil.example',
  'javascript:alert(1)',
  'dashboard',
  '',
  ['/account'],
  undefined,
])('goes from %j to the dashboard', (asked) => expect(returnPath(asked)).toBe('/dashboard'))
