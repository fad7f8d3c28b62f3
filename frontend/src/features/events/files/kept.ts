import { useState } from 'react';
import { sentenceOf } from '@/api';
import { toast } from '@/ui';
import { keepFile } from '../changes';

export const PICTURES = 'image/jpeg,image/png,image/webp,image/gif';
export const DOCUMENTS = `.pdf,.odt,.ods,.odp,.docx,.xlsx,.pptx,${PICTURES}`;

/** Sends a file in; what it is called there is handed on. */
export function useKept() {
  const [busy, setBusy] = useState(false);
  const keep = async (file: File, kind: 'picture' | 'document', take: (id: string) => void) => {
    setBusy(true);
    try {
      take((await keepFile(file, kind)).id);
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    setBusy(false);
  };
  return { busy, keep };
}
