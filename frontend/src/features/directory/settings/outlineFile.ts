import type { OutlineFile } from '@/api';

/** What a file holds, if it is GeoJSON at all; what is wrong with a commune of it the server tells. */
export function readOutlines(text: string): OutlineFile | null {
  try {
    const told = JSON.parse(text.replace(/^\uFEFF/, '')) as Partial<OutlineFile> | null;
    if (typeof told?.type !== 'string' || !Array.isArray(told.features) || told.features.length === 0)
      return null;
    return { type: told.type, features: told.features };
  } catch {
    return null;
  }
}
