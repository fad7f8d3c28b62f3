import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Commune, failureOf, type Territory } from '@/api';
import { useWords } from '@/language';
import { Button, Card, CheckField, EmptyState, FailureNotice, Skeleton, TypeAhead, useSettled } from '@/ui';
import { CommuneField } from './CommuneField';
import css from './club.module.css';
import { communesQuery } from './queries';
import { TerritoryPreview } from './TerritoryPreview';
import { changeOf, type Draft, draftOf, sameDraft, toggleCommune } from './territory';
import { epcisQuery, territoryQuery } from './territoryQueries';
import { clubWords } from './words';

interface TerritoryProps {
  reason: string | null;
  /** Told whether something is chosen that is not saved. */
  onDraft?: (changed: boolean) => void;
}

export function TerritorySettings({ reason, onDraft }: TerritoryProps) {
  const territory = useQuery(territoryQuery);
  // What the territory was before the last change: undoing it goes through the same preview.
  const [back, setBack] = useState<Draft | null>(null);
  if (territory.isPending) return <Skeleton lines={8} />;
  if (territory.isError)
    return <FailureNotice failure={failureOf(territory.error)} onRetry={() => void territory.refetch()} />;
  return (
    <TerritoryForm
      key={`${territory.data.revision} ${back !== null}`}
      territory={territory.data}
      saved={draftOf(territory.data)}
      proposed={back}
      reason={reason}
      onBack={setBack}
      onDraft={onDraft}
    />
  );
}

interface FormProps {
  territory: Territory;
  saved: Draft;
  /** What to begin with, its preview open; else what is saved. */
  proposed: Draft | null;
  reason: string | null;
  onBack: (draft: Draft | null) => void;
  onDraft: ((changed: boolean) => void) | undefined;
}

function TerritoryForm({ territory, saved, proposed, reason, onBack, onDraft }: FormProps) {
  const w = useWords(clubWords).territory;
  const [draft, setDraft] = useState(proposed ?? saved);
  const [looking, setLooking] = useState(proposed !== null);
  const changed = !sameDraft(draft, saved);
  useEffect(() => onDraft?.(changed), [onDraft, changed]);
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
            reason={reason ?? (changed ? null : w.nothing)}
            onClick={() => setLooking(true)}
          >
            {w.save}
          </Button>
        </div>
      </div>
      {looking && (
        <TerritoryPreview
          revision={territory.revision}
          change={changeOf(draft)}
          onClose={() => {
            setLooking(false);
            onBack(null);
          }}
          onBack={() => onBack(saved)}
        />
      )}
    </Card>
  );
}

function EpciField({ chosen, onAdd }: { chosen: string[]; onAdd: (epci: Draft['epcis'][number]) => void }) {
  const w = useWords(clubWords).territory;
  const [text, setText] = useState('');
  const wanted = useSettled(text, 180);
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
