/** A statement that the version before would not survive, or that holds up everybody while it runs. */
export type Finding = { statement: string; because: string }

/** A line before a statement that is meant all the same; the operator then stops the old version first. */
const MEANT = /^--\s*breaks the version before:[^\S\n]*\S/im

const RULES: readonly { when: RegExp; because: string }[] = [
  { when: /\bdrop\s+table\b/i, because: 'the version before still reads the table' },
  { when: /\bdrop\s+column\b/i, because: 'the version before still names the column' },
  { when: /\brename\s+(column|to)\b/i, because: 'the version before knows the old name' },
  {
    when: /\balter\s+column\b[^;]*\b(set\s+data\s+)?type\b/i,
    because: 'a changed type rewrites the table under a lock',
  },
  {
    when: /\balter\s+column\b[^;]*\bset\s+not\s+null\b/i,
    because: 'the version before may still write nothing there',
  },
  {
    when: /\badd\s+column\b(?![^;]*\bdefault\b)[^;]*\bnot\s+null\b/i,
    because: 'the version before writes no such column: give it a default, or let it be null',
  },
  { when: /\balter\s+column\b[^;]*\bdrop\s+default\b/i, because: 'the version before counts on the default' },
  { when: /\bdrop\s+(type|schema|sequence|view|function)\b/i, because: 'the version before may use it' },
  {
    when: /\badd\s+constraint\b(?![^;]*\b(not\s+valid|using\s+index)\b)[^;]*\b(foreign\s+key|check|unique|primary\s+key)\b/i,
    because:
      'it is checked under a lock, and binds what the version before writes: add it NOT VALID, validate it later',
  },
]

/** Migrations run in one transaction, in which nothing is made CONCURRENTLY: that is done beforehand, by hand. */
const INDEX =
  'nobody can write to the table until the index is made: write IF NOT EXISTS, and have operators make it CONCURRENTLY before'

/** What in a migration breaks an upgrade without downtime. Indexes and constraints of tables that the same migration makes are free. */
export function breaksTheVersionBefore(migration: string): Finding[] {
  const statements = migration.split(/-->\s*statement-breakpoint|;\s*$/m).map((one) => one.trim())
  const fresh = new Set(
    [...migration.matchAll(/\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?"?(\w+)"?/gi)].map(
      ([, table]) => table,
    ),
  )
  return statements.flatMap((statement) => {
    const code = statement.replace(/^\s*--.*$/gm, '').trim()
    if (code === '' || MEANT.test(statement)) return []
    const table = /\b(?:alter\s+table(?:\s+only)?|\bon)\s+"?(?:public"?\."?)?(\w+)"?/i.exec(code)?.[1]
    if (table !== undefined && fresh.has(table)) return []
    const broken = RULES.filter(({ when }) => when.test(code)).map(({ because }) => because)
    if (/^create\s+(unique\s+)?index\b(?!\s+if\s+not\s+exists)/i.test(code)) broken.push(INDEX)
    return broken.map((because) => ({ statement: code.split('\n')[0] ?? '', because }))
  })
}
