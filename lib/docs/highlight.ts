import hljs from 'highlight.js/lib/core'
import bash from 'highlight.js/lib/languages/bash'
import http from 'highlight.js/lib/languages/http'
import json from 'highlight.js/lib/languages/json'
import python from 'highlight.js/lib/languages/python'
import typescript from 'highlight.js/lib/languages/typescript'

const GRAMMARS = { sh: bash, ts: typescript, python, json, http }
for (const [name, grammar] of Object.entries(GRAMMARS)) hljs.registerLanguage(name, grammar)

/** Code as HTML, escaped, its parts in spans with classes; a language that is not known stays as it is. */
export function highlight(code: string, language: string | undefined): string {
  const known = language && hljs.getLanguage(language) ? language : 'plaintext'
  return known === 'plaintext' ? escapeHtml(code) : hljs.highlight(code, { language: known }).value
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
