import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { ownCookie } from './ownCookie'

it('binds a cookie to its host on HTTPS, and shows it to no script', () => {
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: true }
  expect(ownCookie('one', 'https://pay.example')).toEqual({ name: '__Host-one', options })
  expect(ownCookie('one', 'http://127.0.0.1:3000')).toEqual({
    name: 'one',
    options: { ...options, secure: false },
  })
})

it('makes every cookie that the server sets', () => {
  const files = ['app', 'lib', 'components'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  const setting = [...files, 'proxy.ts']
    .filter((file) => /(?<!\.test)\.tsx?$/.test(file))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
    .filter(({ text }) => /(cookies\(\)\)|cookies|jar)\.set\(/.test(text))
  expect(setting.length).toBeGreaterThan(2)
  const otherwise = setting.filter(
    ({ text }) =>
      !/\b(own|session|mode|device)Cookie\(/.test(text) ||
      // A name of its own beside the options of another would lack the prefix.
      /(cookies\(\)\)|cookies|jar)\.set\(\s*['"`A-Z]/.test(text),
  )
  expect(otherwise.map(({ file }) => file)).toEqual([])
})
