/** A mail of plain text: what it links to can be seen. */
export type Mail = { to: string; subject: string; text: string }

/** Hands mail on. Throws when it was not taken. */
export type Mailer = { send(mail: Mail): Promise<void> }
