import { IconPhoto, IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { type Club, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { Button, Card, Logo, Note, toast } from '@/ui';
import css from './club.module.css';
import { putLogo, sendLogo } from './queries';
import { clubWords } from './words';

const PICTURES = 'image/png,image/jpeg,image/webp,image/gif';
/** In bytes; of the contract. */
const MOST = 15_000_000;

interface LogoProps {
  club: Club;
  reason: string | null;
  onChanged: (club: Club) => void;
}

/** The club's logo as it stands in the corner of every page; put in place at once, taken back at once. */
export function LogoCard({ club, reason, onChanged }: LogoProps) {
  const w = useWords(clubWords).logo;
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);

  const put = async (fileId: string | null, said: string) => {
    const before = club.logo_url ? idOf(club.logo_url) : null;
    const next = await putLogo(club.revision, fileId);
    onChanged(next);
    toast({ text: said, undo: async () => onChanged(await putLogo(next.revision, before)) });
  };
  const attempt = async (action: () => Promise<void>) => {
    setBusy(true);
    setRefusal(null);
    try {
      await action();
    } catch (error) {
      setRefusal(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  const send = (file: File) => {
    if (!PICTURES.includes(file.type) || file.type === '') setRefusal(w.noPicture(file.name));
    else if (file.size > MOST) setRefusal(w.tooLarge(file.name));
    else void attempt(async () => put((await sendLogo(file)).id, w.placed));
  };

  return (
    <Card title={w.title}>
      <div className={css.logo}>
        <div className={css.logoFrame}>
          {club.logo_url ? <img src={club.logo_url} alt={w.alt(club.name)} /> : <Logo size={56} />}
        </div>
        <div>
          <p>{club.logo_url ? w.lead : w.none}</p>
          <div className={css.logoActions}>
            <Button
              reason={reason}
              busy={busy}
              icon={<IconPhoto size={20} stroke={1.75} aria-hidden />}
              onClick={() => field.current?.click()}
            >
              {club.logo_url ? w.replace : w.choose}
            </Button>
            {club.logo_url && (
              <Button
                look="plain"
                reason={reason}
                busy={busy}
                icon={<IconTrash size={20} stroke={1.75} aria-hidden />}
                onClick={() => void attempt(() => put(null, w.removed))}
              >
                {w.remove}
              </Button>
            )}
          </div>
          <input
            ref={field}
            type="file"
            hidden
            accept={PICTURES}
            aria-label={w.choose}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              // The same file may be chosen again after it was corrected.
              event.currentTarget.value = '';
              if (file) send(file);
            }}
          />
        </div>
      </div>
      {refusal && (
        <div role="alert">
          <Note tone="err">{refusal}</Note>
        </div>
      )}
    </Card>
  );
}

/** The file of `/api/v1/files/{id}/content`. */
function idOf(url: string): string | null {
  return url.split('/').at(-2) ?? null;
}
