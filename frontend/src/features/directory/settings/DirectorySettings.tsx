import { IconCopy } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Club, failureOf, LICENCES, useServerForm } from '@/api';
import { changeClub, clubQuery, keepClub } from '@/features/club';
import { useWords } from '@/language';
import {
  Button,
  Card,
  CheckField,
  ChoiceField,
  FailureNotice,
  FieldStack,
  Note,
  PageForm,
  SiteLink,
  Skeleton,
  toast,
  useCopy,
} from '@/ui';
import { embedLine } from './embedLine';
import { OutlinesCard } from './OutlinesCard';
import { shownCountQuery } from './queries';
import css from './settings.module.css';
import { directorySettingsWords } from './words';

/** The public directory: whether there is one, how its map is drawn, and how others show it. */
export function DirectorySettings({ reason }: { reason: string | null }) {
  const club = useQuery(clubQuery);
  if (club.isPending) return <Skeleton lines={8} />;
  if (club.isError)
    return <FailureNotice failure={failureOf(club.error)} onRetry={() => void club.refetch()} />;
  return (
    <div className={css.cards}>
      <DoorForm key={club.data.revision} club={club.data} reason={reason} />
      <OutlinesCard />
      <EmbedCard club={club.data} />
    </div>
  );
}

function DoorForm({ club, reason }: { club: Club; reason: string | null }) {
  const w = useWords(directorySettingsWords);
  const client = useQueryClient();
  const form = useServerForm({
    initial: { directory_open: club.directory_open, directory_licence: club.directory_licence },
    send: (values) => changeClub(club.revision, values),
    onDone: (next) => {
      toast({ text: w.saved });
      keepClub(client, next);
      void client.invalidateQueries({ queryKey: shownCountQuery.queryKey });
    },
    onStale: () => toast({ text: w.stale, tone: 'error' }),
  });
  return (
    <Card title={w.title}>
      <PageForm
        submit={w.save}
        busy={form.busy}
        reason={reason}
        errors={form.summary({ directory_open: w.open, directory_licence: w.licence })}
        leftovers={form.leftovers}
        onSubmit={form.submit}
      >
        <FieldStack>
          <p className={css.lead}>{w.lead}</p>
          {club.directory_open && <Shown />}
          <CheckField
            id="f-directory_open"
            label={w.open}
            hint={w.openHint}
            checked={form.values.directory_open}
            onChange={(event) => form.set('directory_open', event.currentTarget.checked)}
          />
          <ChoiceField
            id="f-directory_licence"
            legend={w.licence}
            hint={w.licenceHint}
            value={form.values.directory_licence}
            onChange={(licence) => form.set('directory_licence', licence)}
            options={LICENCES.map((value) => ({ value, label: w.licences[value] }))}
          />
        </FieldStack>
      </PageForm>
    </Card>
  );
}

function Shown() {
  const w = useWords(directorySettingsWords);
  const shown = useQuery(shownCountQuery).data;
  return (
    <p>
      {shown !== undefined && w.shown(shown)} <SiteLink to="/annuaire">{w.see}</SiteLink>
    </p>
  );
}

function EmbedCard({ club }: { club: Club }) {
  const w = useWords(directorySettingsWords).embed;
  const line = embedLine(location.origin, w.name(club.name));
  const copy = useCopy();
  return (
    <Card title={w.title}>
      <div className={css.cards}>
        <p className={css.lead}>{w.lead}</p>
        {club.directory_open ? (
          <>
            <div className={css.piece}>
              <code>{line}</code>
              <Button
                icon={<IconCopy size={20} stroke={1.75} aria-hidden />}
                onClick={() => void copy(line, w.copied)}
              >
                {w.copy}
              </Button>
            </div>
            <p>
              <SiteLink to="/integration">{w.more}</SiteLink>
            </p>
          </>
        ) : (
          <Note>{w.closed}</Note>
        )}
      </div>
    </Card>
  );
}
