/** The languages that examples are written in, as the fences of a document name them. */
export const LANGUAGES = ['sh', 'ts', 'python'] as const
export type Language = (typeof LANGUAGES)[number]

export type Sample = { language: Language; code: string }

export const LANGUAGE_NAMES: Record<Language, string> = { sh: 'Shell', ts: 'TypeScript', python: 'Python' }

export function isLanguage(name: string | undefined): name is Language {
  return LANGUAGES.some((language) => language === name)
}
