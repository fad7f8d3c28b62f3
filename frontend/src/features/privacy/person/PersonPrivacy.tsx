/** One person’s data, in a drawer: where it comes from, what they said, the file that they get, and how they are erased. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf } from '@/api';
import { useWords } from '@/language';
import { Dialog, FailureNotice, Skeleton } from '@/ui';
import { personPrivacyQuery } from '../queries';
import { ConsentDialog } from './ConsentDialog';
import { EraseDialog } from './EraseDialog';
import { Erased } from './Erased';
import { FileDialog } from './FileDialog';
import { Told } from './Told';
import { personWords } from './words';

export interface Someone {
  id: string;
  name: string;
}

interface PrivacyProps {
  person: Someone;
  onClose: () => void;
}

export function PersonPrivacy({ person, onClose }: PrivacyProps) {
  const [erasure, setErasure] = useState<string | null>(null);
  // Of who is erased nothing is asked any more.
  if (erasure) return <Erased id={erasure} onClose={onClose} />;
  return <Known person={person} onErased={setErasure} onClose={onClose} />;
}

export type Step = 'consent' | 'file' | 'erase';

function Known({ person, onErased, onClose }: PrivacyProps & { onErased: (erasure: string) => void }) {
  const w = useWords(personWords);
  const [step, setStep] = useState<Step | null>(null);
  const known = useQuery(personPrivacyQuery(person.id));
  const back = () => setStep(null);
  if (known.data && step === 'consent') return <ConsentDialog person={known.data} onClose={back} />;
  if (known.data && step === 'file') return <FileDialog person={known.data} onClose={back} />;
  if (step === 'erase') return <EraseDialog person={person} onErased={onErased} onClose={back} />;
  return (
    <Dialog shape="drawer" title={w.title(person.name)} onClose={onClose}>
      {known.isPending && <Skeleton lines={8} />}
      {known.isError && (
        <FailureNotice failure={failureOf(known.error)} onRetry={() => void known.refetch()} />
      )}
      {known.data && <Told person={known.data} onStep={setStep} onLeave={onClose} />}
    </Dialog>
  );
}
