import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Commune, failureOf, sentenceOf, type Territory } from '@/api';
import { useWords } from '@/language';
import { Button, Card, CheckField, EmptyState, FailureNotice, Skeleton, TypeAhead, toast } from '@/ui';
import { CommuneField } from './CommuneField';
import css from './club.module.css';
import { changeTerritory, communesQuery, epcisQuery, territoryQuery } from './queries';
import { changeOf, type Draft, draftOf, sameDraft, toggleCommune } from './territory';
import { clubWords } from './words';

export function TerritorySettings({ reason }: { reason: string | null }) {
  const territory = useQuery(territoryQuery);
  if (territory.isPending) return <Skeleton lines={8} />;
  if (territory.isError)
    return <FailureNotice failure={failureOf(territory.error)} onRetry={() => void territory.refetch()} />;
  return (
    <TerritoryForm
      key={territory.data.revision}
      territory={territory.data}
      saved={draftOf(territory.data)}
      reason={reason}
    />
  );
}

interface FormProps {
  territory: Territory;
  saved: Draft;
  reason: string | null;
}

function TerritoryForm({ territory, saved, reason }: FormProps) {
  const w = useWords(clubWords).territory;
  const client = useQueryClient();
  const [draft, setDraft] = useState(saved);
  const [busy, setBusy] = useState(false);
  const changed = !sameDraft(draft, saved);
  const save = async () => {
    setBusy(true);
    try {
      const { added, removed, territory: next } = await changeTerritory(territory.revision, changeOf(draft));
      toast({ text: w.saved(added, removed) });
      client.setQueryData(territoryQuery.queryKey, next);
      await client.invalidateQueries({ queryKey: ['members'] });
      await client.invalidateQueries({ queryKey: ['follow-up'] });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    } finally {
      setBusy(false);
    }
  };
  const { communes, population } = territory.counts;
  return (
    <Card title={communes > 0 ? w.summary(communes, population) : w.title}>
      <div className={css.form}>
        <EpciField
          chosen={draft.epcis.map(({ siren }) => siren)}
          onAdd={(epci) => setDraft({ ...draft, epcis: [...draft.epcis, epci] })}
        />
        {draft.epcis.length === 0 && draft.with.length === 0 && (
          <EmptyState title={w.empty}>{w.emptyText}</EmptyState>
        )}
        <ul className={css.lines}>
          {draft.epcis.map((epci) => (
            <EpciLine
              key={epci.siren}
              epci={epci}
              without={draft.without}
              onToggle={(code, kept) => setDraft(toggleCommune(draft, code, kept))}
              onRemove={() =>
                setDraft({ ...draft, epcis: draft.epcis.filter(({ siren }) => siren !== epci.siren) })
              }
            />
          ))}
          {draft.with.map((commune) => (
            <li key={commune.insee_code}>
              <span>{commune.name}</span>
              <Button
                size="small"
                look="plain"
                onClick={() =>
                  setDraft({
                    ...draft,
                    with: draft.with.filter(({ insee_code }) => insee_code !== commune.insee_code),
                  })
                }
              >
                {w.remove}
              </Button>
            </li>
          ))}
        </ul>
        <CommuneField
          key={draft.with.length}
          label={w.addCommune}
          value={null}
          onChange={(commune) => {
            if (commune && !draft.with.some(({ insee_code }) => insee_code === commune.insee_code))
              setDraft({ ...draft, with: [...draft.with, commune] });
          }}
        />
        <div>
          <Button
            look="main"
            busy={busy}
            reason={reason ?? (changed ? null : w.nothing)}
            onClick={() => void save()}
          >
            {w.save}
          </Button>
        </div>
      </div>
    </Card>
  );
}

function EpciField({ chosen, onAdd }: { chosen: string[]; onAdd: (epci: Draft['epcis'][number]) => void }) {
  const w = useWords(clubWords).territory;
  const [text, setText] = useState('');
  const [wanted] = useDebouncedValue(text, 180);
  const found = useQuery(epcisQuery(wanted));
  return (
    <TypeAhead
      label={w.addEpci}
      hint={w.addEpciHint}
      text={text}
      onText={setText}
      items={(found.data?.items ?? []).filter(({ siren }) => !chosen.includes(siren))}
      settled={found.isSuccess && wanted === text}
      idOf={(epci) => epci.siren}
      render={(epci) => (
        <>
          <span>{epci.name}</span>
          <small>{w.communesOf(epci.communes, epci.communes)}</small>
        </>
      )}
      onPick={(epci) => {
        onAdd(epci);
        setText('');
      }}
    />
  );
}

interface EpciLineProps {
  epci: Draft['epcis'][number];
  without: string[];
  onToggle: (code: string, kept: boolean) => void;
  onRemove: () => void;
}

function EpciLine({ epci, without, onToggle, onRemove }: EpciLineProps) {
  const w = useWords(clubWords).territory;
  const communes = useQuery(communesQuery('', epci.siren));
  const items: Commune[] = communes.data?.items ?? [];
  const kept = items.filter((commune) => !without.includes(commune.insee_code)).length;
  return (
    <li>
      <details className={css.epci}>
        <summary>
          <strong>{epci.name}</strong>
          <small>{items.length > 0 ? w.communesOf(kept, items.length) : ''}</small>
        </summary>
        <fieldset className={css.communes} aria-label={`${w.choose}, ${epci.name}`}>
          {items.map((commune) => (
            <CheckField
              key={commune.insee_code}
              label={commune.name}
              hint={commune.population == null ? undefined : w.habitants(commune.population)}
              checked={!without.includes(commune.insee_code)}
              onChange={(event) => onToggle(commune.insee_code, event.currentTarget.checked)}
            />
          ))}
        </fieldset>
      </details>
      <Button size="small" look="plain" aria-label={`${w.remove} ${epci.name}`} onClick={onRemove}>
        {w.remove}
      </Button>
    </li>
  );
}
