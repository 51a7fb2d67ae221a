import { describe, expect, it } from 'vitest'
import { breaksTheVersionBefore } from './survivable'

describe('a migration that the version before survives', () => {
  it.each([
    'ALTER TABLE "invoices" ADD COLUMN "note" text;',
    `ALTER TABLE "invoices" ADD COLUMN "kind" text DEFAULT 'usual' NOT NULL;`,
    'CREATE INDEX IF NOT EXISTS "invoices_note" ON "invoices" USING btree ("note");',
    'CREATE TABLE "notes" ("id" text PRIMARY KEY NOT NULL);--> statement-breakpoint\nCREATE INDEX "notes_id" ON "notes" ("id");',
    'CREATE TABLE "notes" ("id" text);--> statement-breakpoint\nALTER TABLE "notes" ADD CONSTRAINT "n" FOREIGN KEY ("id") REFERENCES "invoices"("id");',
    'ALTER TABLE "invoices" ADD CONSTRAINT "known" CHECK (kind is not null) NOT VALID;',
    'ALTER TABLE "invoices" VALIDATE CONSTRAINT "known";',
    'ALTER TABLE "invoices" DROP CONSTRAINT "known";',
    'ALTER TABLE "invoices" ALTER COLUMN "kind" DROP NOT NULL;',
    '-- breaks the version before: nobody ever wrote it\nALTER TABLE "invoices" DROP COLUMN "note";',
    '-- drop table invoices, some day',
  ])('%s', (sql) => {
    expect(breaksTheVersionBefore(sql)).toEqual([])
  })
})

describe('one that it does not survive', () => {
  it.each([
    ['DROP TABLE "notes";', 'still reads'],
    ['ALTER TABLE "invoices" DROP COLUMN "note";', 'still names'],
    ['ALTER TABLE "invoices" RENAME COLUMN "note" TO "remark";', 'old name'],
    ['ALTER TABLE "notes" RENAME TO "remarks";', 'old name'],
    ['ALTER TABLE "invoices" ALTER COLUMN "note" SET DATA TYPE integer;', 'rewrites'],
    ['ALTER TABLE "invoices" ALTER COLUMN "note" SET NOT NULL;', 'write nothing'],
    ['ALTER TABLE "invoices" ADD COLUMN "kind" text NOT NULL;', 'give it a default'],
    ['ALTER TABLE "invoices" ALTER COLUMN "kind" DROP DEFAULT;', 'counts on'],
    ['ALTER TABLE "invoices" ADD CONSTRAINT "k" CHECK (kind is not null);', 'NOT VALID'],
    ['CREATE UNIQUE INDEX "i" ON "invoices" USING btree ("note");', 'IF NOT EXISTS'],
    ['-- breaks the version before:\nDROP TABLE "notes";', 'still reads'],
    ['ALTER TABLE "a" ADD COLUMN "x" text;--> statement-breakpoint\nDROP TABLE "b";', 'still reads'],
  ])('%s', (sql, because) => {
    const [found, ...others] = breaksTheVersionBefore(sql)
    expect(found?.because).toContain(because)
    expect(others).toEqual([])
  })
})
