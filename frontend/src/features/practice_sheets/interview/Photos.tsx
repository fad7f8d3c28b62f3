import { IconCamera } from '@tabler/icons-react';
import { useState } from 'react';
import type { InterviewReview } from '@/api';
import { useWords } from '@/language';
import { DropZone, Note, TextField } from '@/ui';
import { sendPhoto } from '../asked';
import css from '../asked.module.css';
import { SendingList } from '../editor/SendingList';
import { MOST, unfit } from '../editor/sending';
import { useSending } from '../editor/useSending';
import { editorWords } from '../editor/words';
import { interviewWords } from './words';

interface PhotosProps {
  token: string;
  review: InterviewReview;
  onTold: (review: InterviewReview) => void;
}

export function Photos({ token, review, onTold }: PhotosProps) {
  const w = useWords(interviewWords);
  const { sending: told } = useWords(editorWords);
  const [alt, setAlt] = useState('');
  const [faults, setFaults] = useState<string[]>([]);
  const sending = useSending(async (file, _, watch) =>
    onTold(await sendPhoto(token, file, alt.trim(), watch)),
  );
  const left = review.most_photos - review.photos;
  const take = (files: readonly File[]) => {
    const said: string[] = [];
    for (const file of files) {
      const why = unfit(file, 'picture');
      if (why === null) sending.add(file);
      else said.push(told[why](file.name, told.megabytes(MOST.picture)));
    }
    setFaults(said);
  };
  return (
    <section className={css.photos} aria-labelledby="photos">
      <h2 id="photos">{w.photos}</h2>
      {review.photos > 0 && <p role="status">{w.sentPhotos(review.photos)}</p>}
      <p className={css.hint}>{left > 0 ? w.photosText(left) : w.noMorePhotos}</p>
      {left > 0 && (
        <>
          <TextField
            label={w.alt}
            description={w.altHint}
            maxLength={300}
            value={alt}
            onChange={(event) => setAlt(event.currentTarget.value)}
          />
          <DropZone
            several
            title={w.addPhotos}
            hint={w.photoHint}
            accept="image/jpeg,image/png,image/webp"
            icon={<IconCamera size={36} stroke={1.5} color="var(--brand)" aria-hidden />}
            onFiles={take}
          />
          <p className={css.hint}>{w.consent}</p>
        </>
      )}
      {faults.length > 0 && (
        <div role="alert">
          <Note tone="err">
            {faults.map((fault) => (
              <p key={fault}>{fault}</p>
            ))}
          </Note>
        </div>
      )}
      <SendingList {...sending} />
    </section>
  );
}
