import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** @typedef {{ code: number, output: string, seconds: number }} Ran */

/**
 * Runs a program of node_modules/.bin, or `node`, in the project's folder. Its output is kept, and shown as it comes
 * when `live`.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ live?: boolean, env?: Record<string, string> }} options
 * @returns {Promise<Ran>}
 */
export function run(command, args, { live = false, env = {} } = {}) {
  const started = Date.now()
  const bin = path.join(root, 'node_modules/.bin')
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env, PATH: `${bin}${path.delimiter}${process.env.PATH}` },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk
      if (live) process.stdout.write(chunk)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    const done = (/** @type {number} */ code) =>
      resolve({ code, output, seconds: (Date.now() - started) / 1000 })
    child.once('error', (error) => {
      output += error.message
      done(127)
    })
    child.once('close', (code) => done(code ?? 1))
  })
}
