/** What may be sent in, told before it travels. The server judges by the content; this only spares a useless journey. */

export type FileKind = 'picture' | 'document';

const MEGABYTE = 1024 * 1024;
/** Of the contract, in megabytes. */
export const MOST: Record<FileKind, number> = { picture: 25, document: 20 };
export const ACCEPTED: Record<FileKind, readonly string[]> = {
  picture: ['.jpg', '.jpeg', '.png', '.webp', '.gif'],
  document: [
    '.pdf',
    '.odt',
    '.ods',
    '.odp',
    '.doc',
    '.docx',
    '.xls',
    '.xlsx',
    '.ppt',
    '.pptx',
    '.rtf',
    '.txt',
  ],
};

export type Unfit = 'wrongType' | 'tooLarge' | 'isEmpty';

export function unfit(file: Pick<File, 'name' | 'size' | 'type'>, kind: FileKind): Unfit | null {
  const name = file.name.toLowerCase();
  // A pasted picture is named by its type alone.
  const fits = ACCEPTED[kind].some((end) => name.endsWith(end));
  if (!fits && !(kind === 'picture' && /^image\/(jpeg|png|webp|gif)$/.test(file.type))) return 'wrongType';
  if (file.size === 0) return 'isEmpty';
  return file.size > MOST[kind] * MEGABYTE ? 'tooLarge' : null;
}
