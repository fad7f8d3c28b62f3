/** A sheet handed out as a file. */
import { download } from '@/api';
import type { Keeper } from './editor/keeper';

const PATHS = {
  pdf: 'pdf',
  poster: 'pdf?form=poster',
  json: 'export?format=json',
  markdown: 'export?format=markdown',
  zip: 'export?format=zip',
} as const;

export type Handed = keyof typeof PATHS;

/** What is written is kept first: what is handed out is what stands there. */
export async function handOut(keeper: Keeper, as: Handed): Promise<void> {
  await keeper.flush();
  await download(`/practice-sheets/${keeper.told().sheet.id}/${PATHS[as]}`, null);
}
