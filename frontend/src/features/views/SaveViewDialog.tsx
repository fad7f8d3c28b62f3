/** What stands on the screen, kept under a name; or another name for what is kept. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Account, idempotencyKey, useServerForm, type View } from '@/api';
import { useWords } from '@/language';
import { CheckField, ChoiceField, FormDialog, TextField } from '@/ui';
import type { CurrentView } from './current';
import { changeView, makeView, viewsChanged } from './queries';
import { dialogWords } from './words/dialogs';

interface SaveProps {
  account: Account;
  current: CurrentView;
  /** Proposed, to be changed. */
  name: string;
  onDone: (view: View) => void;
  onClose: () => void;
}

export function SaveViewDialog({ account, current, name, onDone, onClose }: SaveProps) {
  const w = useWords(dialogWords).form;
  const client = useQueryClient();
  const [key] = useState(idempotencyKey);
  const mayShare = account.role !== 'reader';
  const form = useServerForm({
    initial: { name, kind: 'view' as 'view' | 'segment', shared: false },
    send: ({ name, kind, shared }) =>
      makeView(
        kind === 'segment'
          ? { kind, name: name.trim(), shared, filter: current.filter }
          : {
              kind,
              name: name.trim(),
              shared,
              columns: current.columns,
              ...(current.filter ? { filter: current.filter } : {}),
              ...(current.sort && { sort: current.sort }),
              density: current.density,
            },
        key,
      ),
    onDone: (view) => {
      void viewsChanged(client);
      onDone(view);
    },
  });
  return (
    <FormDialog
      shape="dialog"
      title={w.title}
      submit={w.submit}
      busy={form.busy}
      errors={form.summary({ name: w.name })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <TextField label={w.name} required maxLength={100} {...form.field('name')} />
      {current.filter ? (
        <ChoiceField
          legend={w.kind}
          hint={w.kindHint}
          value={form.values.kind}
          onChange={(kind) => form.set('kind', kind)}
          options={(['view', 'segment'] as const).map((kind) => ({ value: kind, label: w.kinds[kind] }))}
        />
      ) : null}
      {mayShare && (
        <CheckField
          label={w.share}
          hint={w.shareHint}
          checked={form.values.shared}
          onChange={(event) => form.set('shared', event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  );
}

export function RenameViewDialog({ view, onClose }: { view: View; onClose: () => void }) {
  const w = useWords(dialogWords).form;
  const client = useQueryClient();
  const form = useServerForm({
    initial: { name: view.name },
    send: ({ name }) => changeView(view, { name: name.trim() }),
    onDone: () => {
      void viewsChanged(client);
      onClose();
    },
    // Told, and read again: the same name may be sent once more.
    onStale: (problem) => {
      form.refuse(problem);
      void viewsChanged(client);
    },
  });
  return (
    <FormDialog
      shape="dialog"
      title={w.renameTitle}
      submit={w.submit}
      busy={form.busy}
      errors={form.summary({ name: w.name })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <TextField label={w.name} required maxLength={100} {...form.field('name')} />
    </FormDialog>
  );
}
