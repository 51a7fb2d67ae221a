// The second half of `npm run build`: the self-hosted server as one file. Packages stay outside, as CommonJS, because
// Next's own entry points do not load as ES modules.
import { build } from 'esbuild'

await build({
  entryPoints: ['server/main.ts'],
  outfile: 'dist/server.cjs',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  packages: 'external',
  // Next and React decide at their first line which build of theirs runs.
  banner: { js: "process.env.NODE_ENV ??= 'production'" },
  sourcemap: true,
  logLevel: 'warning',
})
