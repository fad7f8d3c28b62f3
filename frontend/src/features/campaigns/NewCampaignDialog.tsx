import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { failureOf, idempotencyKey, useServerForm } from '@/api';
import { segmentsQuery } from '@/features/views';
import { useWords } from '@/language';
import { AreaField, FailureNotice, FormDialog, SelectField, TextField } from '@/ui';
import { audienceOf, EVERYBODY, TOWNS } from './audience';
import { campaignsChanged, makeCampaign } from './queries';
import { campaignsWords } from './words';

/** Whom to ask, and in which words. Nothing leaves from here: who gets it is looked at first. */
export function NewCampaignDialog({ onClose }: { onClose: () => void }) {
  const w = useWords(campaignsWords).form;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [key] = useState(idempotencyKey);
  const found = useQuery(segmentsQuery);
  const segments = found.data?.items ?? [];
  const form = useServerForm({
    initial: { name: w.townsName, segment: TOWNS, words: '' },
    send: ({ name, segment, words }) => makeCampaign({ name, words, ...audienceOf(segment, w) }, key),
    onDone: (made) => {
      void campaignsChanged(client);
      void navigate({ to: '/campagnes/$campaignId', params: { campaignId: made.id } });
    },
  });
  const choose = (whom: string) => {
    form.set('segment', whom);
    // A name that nobody typed follows the choice.
    const called =
      segments.find(({ id }) => id === whom)?.name ?? (whom === TOWNS ? w.townsName : w.everybody);
    if ([w.townsName, w.everybody, ...segments.map(({ name }) => name)].includes(form.values.name))
      form.set('name', called);
  };
  return (
    <FormDialog
      title={w.title}
      submit={w.submit}
      busy={form.busy}
      errors={form.summary({ segment: w.whom, name: w.name, words: w.words })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      <SelectField
        label={w.whom}
        {...form.field('segment')}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          { value: TOWNS, label: w.towns },
          { value: EVERYBODY, label: w.everybody },
          ...(segments.length > 0
            ? [
                {
                  group: w.segments,
                  items: segments.map(({ id, name, count }) => ({
                    value: id,
                    label: w.counted(name, count ?? null),
                  })),
                },
              ]
            : []),
        ]}
      />
      <TextField label={w.name} description={w.nameHint} {...form.field('name')} />
      <AreaField
        label={w.words}
        description={w.wordsHint}
        placeholder={form.values.segment === TOWNS ? w.townsWords : undefined}
        rows={4}
        {...form.field('words')}
      />
    </FormDialog>
  );
}
