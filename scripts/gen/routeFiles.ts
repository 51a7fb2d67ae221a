import { readdirSync } from 'node:fs'
import path from 'node:path'

export type RouteFile = { file: string; path: string }

/** next-auth's endpoints run inside Next alone. */
const OF_NEXT = /^auth\//

/** Every route file of the API below `app/api` with the path that its folder says, in the order of the paths. */
export function routeFiles(root: string): RouteFile[] {
  return readdirSync(path.join(root, 'app/api'), { recursive: true, encoding: 'utf8' })
    .map((name) => name.split(path.sep).join('/'))
    .filter((name) => name.endsWith('/route.ts') && !OF_NEXT.test(name))
    .map((name) => ({ file: `app/api/${name}`, path: pathOf(name) }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

function pathOf(name: string): string {
  const folders = name.split('/').slice(0, -1)
  const segments = folders.filter((folder) => !/^\(.*\)$/.test(folder))
  return `/api/${segments.map((segment) => segment.replace(/^\[(.+)\]$/, '{$1}')).join('/')}`
}
