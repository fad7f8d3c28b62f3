import { useId, useState } from 'react';
import type { MemberQuery } from '@/api';
import { useWords } from '@/language';
import { Button, CheckField, ChoiceField, Dialog, FailureNotice, FieldStack, Progress, toast } from '@/ui';
import css from './export.module.css';
import { type Choice, exportPath, FORMATS, type Format } from './exportPath';
import { useDownload } from './useDownload';
import { exportWords } from './words';

interface ExportDialogProps {
  query: MemberQuery;
  count: number | undefined;
  columns: readonly string[] | undefined;
  onClose: () => void;
}

export function ExportDialog({ query, count, columns, onClose }: ExportDialogProps) {
  const w = useWords(exportWords);
  const form = useId();
  const [choice, setChoice] = useState<Choice>({ format: 'xlsx', columns: 'shown', people: false });
  const { run, busy, progress, failure } = useDownload();
  const change = (part: Partial<Choice>) => setChoice((before) => ({ ...before, ...part }));
  const cards = choice.format === 'vcf';
  const start = async () => {
    const name = await run(exportPath(query, choice, columns));
    if (name === null) return;
    toast({ text: w.done(name) });
    onClose();
  };
  return (
    <Dialog
      title={w.title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{busy ? w.stop : w.cancel}</Button>
          <Button look="main" type="submit" form={form} busy={busy}>
            {w.download}
          </Button>
        </>
      }
    >
      {/* Not the dialog's own form: nothing is written here that could be lost on the way out. */}
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) void start();
        }}
      >
        <FieldStack>
          <p className={css.lead}>{w.lead(count)}</p>
          {failure && <FailureNotice failure={failure} />}
          {busy ? (
            <Waiting progress={progress} />
          ) : (
            <>
              <Formats value={choice.format} onChange={(format) => change({ format })} />
              {!cards && columns && (
                <ChoiceField
                  legend={w.columns}
                  value={choice.columns}
                  onChange={(which) => change({ columns: which })}
                  options={[
                    { value: 'shown', label: w.shown(columns.length) },
                    { value: 'all', label: w.all },
                  ]}
                />
              )}
              {!cards && (
                <CheckField
                  label={w.people}
                  hint={w.peopleHint}
                  checked={choice.people}
                  onChange={(event) => change({ people: event.currentTarget.checked })}
                />
              )}
            </>
          )}
          <p className={css.note}>{w.logged}</p>
        </FieldStack>
      </form>
    </Dialog>
  );
}

function Formats({ value, onChange }: { value: Format; onChange: (format: Format) => void }) {
  const w = useWords(exportWords);
  const name = useId();
  return (
    <fieldset className={css.formats}>
      <legend>{w.format}</legend>
      <div>
        {FORMATS.map((format) => (
          <label key={format} className={css.format}>
            <input
              type="radio"
              name={name}
              checked={value === format}
              aria-labelledby={`${name}-${format}`}
              aria-describedby={`${name}-${format}-for`}
              onChange={() => onChange(format)}
            />
            <span>
              <strong id={`${name}-${format}`}>{w.formats[format].name}</strong>
              <small id={`${name}-${format}-for`}>{w.formats[format].for}</small>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** The server writes the file before it sends its first byte; then the bytes are counted. */
function Waiting({ progress }: { progress: { done: number; total: number | null } | null }) {
  const w = useWords(exportWords);
  if (progress?.total == null)
    return <Progress label={progress ? w.coming : w.preparing} done={null} total={1} />;
  const kilo = (bytes: number) => Math.ceil(bytes / 1000);
  return <Progress label={w.coming} done={kilo(progress.done)} total={kilo(progress.total)} />;
}
