import type { Mail } from './port'

/** Shows that the mailbox is theirs (L3). */
export function verifyEmailMail(to: string, url: string): Mail {
  return {
    to,
    subject: 'Confirm your e-mail address',
    text: lines(
      'Please confirm that this e-mail address is yours, to use live mode:',
      url,
      'The link works once, for 24 hours. If you did not ask for an account, ignore this mail.',
    ),
  }
}

/** Lets its reader choose a new password (L3). */
export function resetPasswordMail(to: string, url: string): Mail {
  return {
    to,
    subject: 'Choose a new password',
    text: lines(
      'Somebody, hopefully you, asked for a new password for your account. Choose it here:',
      url,
      'The link works once, for one hour. If it was not you, ignore this mail: your password stays as it is.',
    ),
  }
}

/** Tells the owner of an address, and nobody else, that it is registered already. */
export function alreadyRegisteredMail(to: string, publicUrl: string): Mail {
  return {
    to,
    subject: 'You have an account already',
    text: lines(
      'Somebody, hopefully you, asked for an account with this e-mail address. There is one already. Sign in:',
      `${publicUrl}/login`,
      'Or choose a new password:',
      `${publicUrl}/forgot-password`,
      'If it was not you, ignore this mail: nothing was changed.',
    ),
  }
}

/** What a person should know when it was not them. */
export function passwordChangedMail(to: string, publicUrl: string): Mail {
  return {
    to,
    subject: 'Your password was changed',
    text: lines(
      'The password of your account was changed, and every session was ended.',
      'If it was not you, choose a new one at once:',
      `${publicUrl}/forgot-password`,
    ),
  }
}

function lines(...paragraphs: string[]): string {
  return `${paragraphs.join('\n\n')}\n`
}
