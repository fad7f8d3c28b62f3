/** Logo and pictures, each with words for those who do not see it. */
import { IconPhotoPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  failureOf,
  type MemberPage,
  type MemberPicture,
  type Profile,
  sentenceOf,
  useServerForm,
} from '@/api';
import { useWords } from '@/language';
import {
  Button,
  Card,
  Dialog,
  EmptyState,
  FailureNotice,
  FormDialog,
  Frame,
  Skeleton,
  TextField,
  toast,
  useFocusKept,
} from '@/ui';
import css from './own.module.css';
import { Picture } from './Picture';
import { addPicture, describePicture, ownChanged, picturesQuery, removePicture } from './queries';
import { ownWords } from './words';

type Open = { add: 'logo' | 'photo' } | { describe: MemberPicture } | { remove: MemberPicture } | null;

export function Pictures({ member, profile }: { member: MemberPage; profile: Profile }) {
  const all = useWords(ownWords);
  const w = all.pictures;
  const client = useQueryClient();
  const pictures = useQuery(picturesQuery(member.id));
  const [open, setOpen] = useState<Open>(null);
  const edit = member.abilities.edit_profile;
  const kept = profile.fields.find(({ field }) => field === 'pictures')?.treatment === 'staff_only';
  const reason = edit?.allowed ? (kept ? all.rules.staff_only : null) : (edit?.reason ?? all.contributor);
  const items = pictures.data?.items ?? [];
  const logo = items.find((picture) => picture.logo);
  const photos = items.filter((picture) => !picture.logo);
  const list = useFocusKept<HTMLUListElement>(photos.length);
  const remove = async (picture: MemberPicture) => {
    setOpen(null);
    try {
      await removePicture(picture.id);
      toast({ text: w.removed });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await ownChanged(client);
  };
  const add = (what: 'logo' | 'photo', label: string) => (
    <Button
      size="small"
      reason={reason}
      icon={<IconPhotoPlus size={18} stroke={1.75} aria-hidden />}
      onClick={() => setOpen({ add: what })}
    >
      {label}
    </Button>
  );
  const shown = (picture: MemberPicture) => (
    <li key={picture.id}>
      <Picture picture={picture} />
      <p>{picture.alt}</p>
      <div className={css.actions}>
        <Button
          size="small"
          reason={reason}
          aria-label={w.describeIt(picture.alt)}
          onClick={() => setOpen({ describe: picture })}
        >
          {w.describe}
        </Button>
        <Button
          size="small"
          look="plain"
          reason={reason}
          aria-label={w.removeIt(picture.alt)}
          onClick={() => setOpen({ remove: picture })}
        >
          {w.remove}
        </Button>
      </div>
    </li>
  );
  return (
    <>
      <Card title={w.logo} action={add('logo', logo ? w.changeLogo : w.addLogo)}>
        <p>{w.lead}</p>
        {pictures.isPending && <Skeleton lines={2} />}
        {pictures.isError && (
          <FailureNotice failure={failureOf(pictures.error)} onRetry={() => void pictures.refetch()} />
        )}
        {logo && <ul className={css.pictures}>{shown(logo)}</ul>}
      </Card>
      <Card title={w.photos} action={photos.length > 0 && add('photo', w.addPhoto)}>
        {pictures.isSuccess && photos.length === 0 && (
          <EmptyState title={w.none} action={add('photo', w.addPhoto)}>
            {w.noneText}
          </EmptyState>
        )}
        {photos.length > 0 && (
          <ul className={css.pictures} ref={list}>
            {photos.map(shown)}
          </ul>
        )}
      </Card>
      {open && 'add' in open && (
        <AddDialog memberId={member.id} logo={open.add === 'logo'} onClose={() => setOpen(null)} />
      )}
      {open && 'describe' in open && (
        <DescribeDialog picture={open.describe} revision={member.revision} onClose={() => setOpen(null)} />
      )}
      {open && 'remove' in open && (
        <Dialog
          title={w.sure(open.remove.alt)}
          onClose={() => setOpen(null)}
          footer={
            <>
              <Button onClick={() => setOpen(null)}>{w.keep}</Button>
              <Button look="danger" onClick={() => void remove(open.remove)}>
                {w.remove}
              </Button>
            </>
          }
        >
          <p>{w.sureText}</p>
        </Dialog>
      )}
    </>
  );
}

function AddDialog({ memberId, logo, onClose }: { memberId: string; logo: boolean; onClose: () => void }) {
  const w = useWords(ownWords).pictures;
  const client = useQueryClient();
  const [missing, setMissing] = useState(false);
  const form = useServerForm({
    initial: { file: null as File | null, alt: '' },
    send: ({ file, alt }) => addPicture(memberId, file as File, alt, logo),
    onDone: () => {
      toast({ text: w.sent });
      onClose();
      void ownChanged(client);
    },
  });
  const lacks = missing && form.values.file === null;
  const lacking = lacks ? [{ id: 'f-file', label: w.file, message: w.chooseFile }] : [];
  return (
    <FormDialog
      shape="dialog"
      title={logo ? w.addLogo : w.addPhoto}
      submit={w.send}
      busy={form.busy}
      errors={[...lacking, ...form.summary({ file: w.file, alt: w.alt })]}
      leftovers={form.leftovers}
      onSubmit={async () => {
        setMissing(form.values.file === null);
        if (form.values.file) await form.submit();
      }}
      onClose={onClose}
    >
      <Frame id="f-file" label={w.file} error={lacks ? w.chooseFile : form.errors.file}>
        {(attributes) => (
          <input
            type="file"
            className={css.file}
            accept="image/jpeg,image/png,image/webp,image/gif"
            onChange={(event) => form.set('file', event.currentTarget.files?.[0] ?? null)}
            {...attributes}
          />
        )}
      </Frame>
      <TextField label={w.alt} description={w.altHint} maxLength={300} {...form.field('alt')} />
    </FormDialog>
  );
}

interface DescribeProps {
  picture: MemberPicture;
  revision: number;
  onClose: () => void;
}

function DescribeDialog({ picture, revision, onClose }: DescribeProps) {
  const w = useWords(ownWords).pictures;
  const client = useQueryClient();
  const form = useServerForm({
    initial: { alt: picture.alt },
    send: ({ alt }) => describePicture(picture.id, revision, alt),
    onDone: () => {
      toast({ text: w.saved });
      onClose();
      void ownChanged(client);
    },
  });
  return (
    <FormDialog
      shape="dialog"
      title={w.describe}
      submit={w.send}
      busy={form.busy}
      errors={form.summary({ alt: w.alt })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <TextField label={w.alt} description={w.altHint} maxLength={300} {...form.field('alt')} />
    </FormDialog>
  );
}
