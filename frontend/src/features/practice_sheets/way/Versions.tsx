/** What was published, the newest first: what changed from one to the next, and the way back. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { failureOf, reasonOf, type SheetVersion } from '@/api';
import { useDays, useWords } from '@/language';
import { Button, Card, Dialog, FailureNotice, Skeleton } from '@/ui';
import { restoreVersion } from '../changes';
import editor from '../editor/editor.module.css';
import { useNameOf } from '../editor/names';
import { useSheet, useWriting } from '../editor/writing';
import { differencesQuery, sheetsChanged, versionsQuery } from '../queries';
import { AskOnce } from './AskOnce';
import css from './way.module.css';
import { wayWords } from './words';

export function Versions() {
  const w = useWords(wayWords).versions;
  const days = useDays();
  const client = useQueryClient();
  const { keeper } = useWriting();
  const sheet = useSheet(keeper);
  const found = useQuery(versionsQuery(sheet.id));
  const [open, setOpen] = useState<{ what: 'differences' | 'restore'; number: number } | null>(null);
  const versions = found.data?.items ?? [];
  const reason = reasonOf(sheet.abilities.edit);
  return (
    <Card title={w.title}>
      {found.isPending && <Skeleton lines={4} />}
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.isSuccess && versions.length === 0 && <p>{w.none}</p>}
      <ol className={css.versions}>
        {versions.map((version: SheetVersion) => (
          <li key={version.number}>
            <strong>{w.number(version.number)}</strong>
            <small>{w.by(version.by, days.instant(version.published_at))}</small>
            {version.note && <p>{version.note}</p>}
            <div className={editor.tools}>
              <Button
                size="small"
                aria-label={w.differencesOf(version.number)}
                onClick={() => setOpen({ what: 'differences', number: version.number })}
              >
                {w.differences}
              </Button>
              <Button
                size="small"
                look="plain"
                reason={reason}
                aria-label={w.restoreOf(version.number)}
                onClick={() => setOpen({ what: 'restore', number: version.number })}
              >
                {w.restore}
              </Button>
            </div>
          </li>
        ))}
      </ol>
      {open?.what === 'differences' && <Differences number={open.number} onClose={() => setOpen(null)} />}
      {open?.what === 'restore' && (
        <AskOnce
          asked={{
            title: w.restoreTitle(open.number),
            text: w.restoreText,
            button: w.restore,
            done: () => w.restored,
            make: (id) => restoreVersion(id, open.number, keeper.told().sheet.revision),
          }}
          onJump={() => undefined}
          onDone={() => void sheetsChanged(client)}
          onClose={() => setOpen(null)}
        />
      )}
    </Card>
  );
}

function Differences({ number, onClose }: { number: number; onClose: () => void }) {
  const w = useWords(wayWords).versions;
  const { keeper } = useWriting();
  const sheet = useSheet(keeper);
  const nameOf = useNameOf(sheet.kind);
  const found = useQuery(differencesQuery(sheet.id, number));
  const told = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return w.blank;
    if (Array.isArray(value))
      return value.every((one) => typeof one === 'string') ? value.join(', ') : lines(value);
    return typeof value === 'string' ? value : String(value);
  };
  /** Lists of figures, steps, partners: by what each is called. */
  const lines = (values: unknown[]) =>
    values
      .map((one) => {
        const { label, name, title, alt } = one as Record<string, unknown>;
        return [label, name, title, alt].find((said) => typeof said === 'string' && said !== '');
      })
      .filter(Boolean)
      .join('\n') || w.things(values.length);
  return (
    <Dialog shape="large" title={w.differencesOf(number)} onClose={onClose}>
      {found.isPending && <Skeleton lines={6} />}
      {found.isError && (
        <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.data?.before == null && found.isSuccess && <p>{w.first}</p>}
      {found.data?.before != null && found.data.changes.length === 0 && <p>{w.same}</p>}
      {found.data?.before != null && found.data.changes.length > 0 && (
        <table className={editor.diff}>
          <thead>
            <tr>
              <th scope="col">{w.field}</th>
              <th scope="col">{w.before}</th>
              <th scope="col">{w.after}</th>
            </tr>
          </thead>
          <tbody>
            {found.data.changes.map(({ field, before, after }) => (
              <tr key={field}>
                <th scope="row">{nameOf(field)}</th>
                <td>
                  <del>{told(before)}</del>
                </td>
                <td>
                  <ins>{told(after)}</ins>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Dialog>
  );
}
