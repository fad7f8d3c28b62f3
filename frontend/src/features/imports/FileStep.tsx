import { IconArrowRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { Import } from '@/api';
import { KINDS, type Kind } from '@/api';
import { membersWords } from '@/features/members';
import { grammar, useLanguage, useWords } from '@/language';
import { Button, Card, FieldRow, FieldStack, LinkButton, Note, SelectField, TextField } from '@/ui';
import { ActionBar } from './ActionBar';
import { Colours } from './Colours';
import { ColumnTable } from './ColumnTable';
import css from './imports.module.css';
import { Provenance } from './Provenance';
import { chosenSheet, encodingName } from './rows';
import { Topics } from './Topics';
import { type Change, useImportChange } from './useImportChange';
import { importsWords } from './words';

export interface ChoiceProps {
  data: Import;
  reason: string | null;
  onChange: (change: Change) => void;
}

/** The first step: how the file was read, and what each column becomes. Each choice is saved at once. */
export function FileStep({ data, reason }: { data: Import; reason: string | null }) {
  const words = useWords(importsWords);
  const w = words.file;
  const change = useImportChange(data.id);
  const choice: ChoiceProps = { data, reason, onChange: change.mutate };
  return (
    <>
      {data.blocking.length > 0 && (
        <Note tone="warn">
          <strong>{words.commit.blocked}</strong>
          <Sentences sentences={data.blocking} />
        </Note>
      )}
      <Card title={w.about}>
        <Sheet {...choice} key={chosenSheet(data)?.name} />
      </Card>
      <Kinds {...choice} />
      <Topics {...choice} />
      {data.columns.length > 0 && (
        <section className={css.plain}>
          <h2>{w.title}</h2>
          <p className={css.quiet}>{w.lead}</p>
          <ColumnTable {...choice} />
        </section>
      )}
      <Provenance {...choice} />
      {(data.colours?.length ?? 0) > 0 && (
        <Card title={w.colours}>
          <Colours {...choice} />
        </Card>
      )}
      <Notes data={data} />
      <ActionBar sentence={<span data-desk>{w.saved}</span>}>
        <LinkButton
          look="main"
          to="/imports/$importId"
          params={{ importId: data.id }}
          search={{ etape: 'verification', ...(data.counts?.doubt ? { lignes: 'doubt' as const } : {}) }}
          icon={<IconArrowRight size={20} stroke={1.75} aria-hidden />}
        >
          {w.toCheck}
        </LinkButton>
      </ActionBar>
    </>
  );
}

export function Sentences({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 1) return <span>{sentences[0]}</span>;
  return (
    <ul className={css.bullets}>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function Sheet({ data, reason, onChange }: ChoiceProps) {
  const w = useWords(importsWords).file;
  const sheet = chosenSheet(data);
  const [header, setHeader] = useState(String(sheet?.header_row ?? ''));
  const saveHeader = () => {
    const row = Number(header);
    if (Number.isInteger(row) && row >= 1 && row !== sheet?.header_row)
      onChange({ patch: { header_row: row } });
    else setHeader(String(sheet?.header_row ?? ''));
  };
  const formats: Record<string, string> = w.formats;
  const separators: Record<string, string> = w.separators;
  const facts = [
    [w.format, formats[data.format] ?? data.format],
    [w.encoding, data.encoding && encodingName(data.encoding)],
    [w.separator, data.separator && (separators[data.separator] ?? data.separator)],
  ];
  return (
    <div className={css.sheet}>
      <div className={css.sheetFields}>
        {data.sheets.some((item) => item.name !== '') && (
          <SelectField
            label={w.sheet}
            value={sheet?.name ?? ''}
            disabled={reason !== null || data.sheets.length < 2}
            onChange={(event) => onChange({ patch: { sheet: event.currentTarget.value } })}
            data={data.sheets.map((item) => ({
              value: item.name,
              label: item.header_row == null ? w.noTable(item.name) : w.sheetRows(item.name, item.data_rows),
            }))}
          />
        )}
        <TextField
          label={w.header}
          inputMode="numeric"
          value={header}
          disabled={reason !== null}
          onChange={(event) => setHeader(event.currentTarget.value)}
          onBlur={saveHeader}
          onKeyDown={(event) => event.key === 'Enter' && saveHeader()}
        />
      </div>
      <dl className={css.facts}>
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </div>
  );
}

/** The kind of rows that tell none, and the words of the kind column that are not understood. */
function Kinds({ data, reason, onChange }: ChoiceProps) {
  const w = useWords(importsWords).file;
  const kindNames = useWords(membersWords).kinds;
  const unknown = data.unknown_kinds;
  const proposals = unknown.flatMap(({ written, proposal }) =>
    proposal ? [[written, proposal] as const] : [],
  );
  const options = KINDS.map((kind) => ({ value: kind, label: kindNames[kind] }));
  const tellsKind = data.columns.some((column) => column.field === 'kind' || column.field === 'size');
  const told = Object.keys(data.kinds ?? {}).length > 0;
  if (tellsKind && !told && unknown.length === 0 && !data.default_kind && (data.counts?.refused ?? 0) === 0)
    return null;
  return (
    <Card title={w.kindTitle}>
      <FieldStack>
        {unknown.length > 0 && <Note tone="warn">{w.unknown(unknown.length)}</Note>}
        <div className={css.words}>
          {Object.entries(data.kinds ?? {}).map(([written, kind]) => (
            <SelectField
              key={written}
              label={w.kindOf(written)}
              value={kind}
              disabled={reason !== null}
              onChange={(event) =>
                onChange({
                  patch: { kinds: { [written]: (event.currentTarget.value || null) as Kind | null } },
                })
              }
              data={[{ value: '', label: w.choose }, ...options]}
            />
          ))}
          {unknown.map(({ written, rows, proposal }) => (
            <SelectField
              key={written}
              label={w.kindOf(written)}
              description={[
                rows === null ? null : w.kindRows(rows),
                proposal ? w.proposed(kindNames[proposal]) : null,
              ]
                .filter(Boolean)
                .join('\u00a0· ')}
              value=""
              disabled={reason !== null}
              onChange={(event) =>
                onChange({ patch: { kinds: { [written]: event.currentTarget.value as Kind } } })
              }
              data={[{ value: '', label: w.choose }, ...options]}
            />
          ))}
        </div>
        {proposals.length > 0 && reason === null && (
          <div>
            <Button onClick={() => onChange({ patch: { kinds: Object.fromEntries(proposals) } })}>
              {w.acceptAll(proposals.length)}
            </Button>
          </div>
        )}
        <FieldRow>
          <SelectField
            label={w.defaultKind}
            description={w.defaultKindHint}
            value={data.default_kind ?? ''}
            disabled={reason !== null}
            onChange={(event) =>
              onChange({ patch: { default_kind: (event.currentTarget.value || null) as Kind | null } })
            }
            data={[{ value: '', label: w.noDefault }, ...options]}
          />
          <span />
        </FieldRow>
      </FieldStack>
    </Card>
  );
}

const FIRST_NOTES = 4;

function Notes({ data }: { data: Import }) {
  const w = useWords(importsWords).page;
  const { number } = grammar(useLanguage());
  const [all, setAll] = useState(false);
  if (data.notes.length === 0) return null;
  const hidden = data.notes.length - FIRST_NOTES;
  const shown = all || hidden <= 1 ? data.notes : data.notes.slice(0, FIRST_NOTES);
  return (
    <Card title={`${w.notes} (${number(data.notes.length)})`}>
      <ul className={css.notes}>
        {shown.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {shown.length < data.notes.length && (
        <Button look="plain" onClick={() => setAll(true)}>
          {w.moreNotes(hidden)}
        </Button>
      )}
    </Card>
  );
}
