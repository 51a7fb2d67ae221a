import { routeFiles } from './routeFiles'

/** The source of `server/manifest.gen.ts`: which route file answers which path. */
export function manifestSource(root: string): string {
  const files = routeFiles(root)
  const imports = files.map(
    ({ file }, index) => `import * as route${index} from '@/${file.replace(/\.ts$/, '')}'`,
  )
  const entries = files.map((route, index) => `  entry('${route.path}', route${index}),`)
  return [
    '// Written by `npm run gen` from the route files; a test fails when it is stale.',
    ...imports,
    "import { entry } from './router'",
    '',
    'export const MANIFEST = [',
    ...entries,
    ']',
    '',
  ].join('\n')
}
