/** What is told of a file before it travels. The server judges by the content; this only spares a useless journey. */
export const ACCEPTED = ['.xlsx', '.xlsm', '.xls', '.ods', '.csv', '.tsv', '.txt'] as const;
export const LARGEST = 20 * 1024 * 1024;

export type Unfit = 'wrongType' | 'tooLarge' | 'isEmpty';

export function unfit(file: Pick<File, 'name' | 'size'>): Unfit | null {
  const name = file.name.toLowerCase();
  if (!ACCEPTED.some((end) => name.endsWith(end))) return 'wrongType';
  if (file.size === 0) return 'isEmpty';
  return file.size > LARGEST ? 'tooLarge' : null;
}
