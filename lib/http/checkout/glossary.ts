/** What a field means wherever it stands in document 000's bodies; see the one of document 004. */
export const CHECKOUT_GLOSSARY: Readonly<Record<string, string>> = {
  createdAt: 'When it was made.',
  id: 'Its id.',
  label: 'What you call it.',
  updatedAt: 'When it was last changed.',
}
