/** Whether what is typed is what was to be typed: case, accents and spaces don’t matter. */
export function confirms(typed: string, wanted: string): boolean {
  return plain(typed) !== '' && plain(typed) === plain(wanted);
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’']/g, '’')
    .split(/\s+/)
    .filter(Boolean)
    .join(' ');
