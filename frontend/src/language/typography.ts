/**
 * Typography of the screen, applied once to whole catalogues so that words can be typed plainly.
 * Rules: Imprimerie nationale, "Lexique des règles typographiques" (spaces before double signs, guillemets).
 */
const NARROW = '\u202f';

export function frenchTypography(text: string): string {
  return apostrophes(text)
    .replace(/ ([;!?%€])/g, `${NARROW}$1`)
    .replace(/ :/g, '\u00a0:')
    .replace(/« /g, `«${NARROW}`)
    .replace(/ »/g, `${NARROW}»`)
    .replace(/(\d) (?=\d{3}\b)/g, `$1${NARROW}`);
}

export function apostrophes(text: string): string {
  return text.replace(/(\p{L})'(?=\p{L}|«|\s|$)/gu, '$1’');
}
