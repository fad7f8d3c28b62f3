/** The first set-up, one calm step after the other; it can be left at any of them and taken up again. */
import { IconCheck, IconFileImport, IconUserPlus, IconUsersPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { type Account, type Club, failureOf, type SetupStep, sentenceOf } from '@/api';
import { FirstAccountForm } from '@/features/accounts';
import {
  changeClub,
  clubQuery,
  IdentityStep,
  keepClub,
  MailRelaySettings,
  mailRelayQuery,
  RhythmStep,
  setupWords,
  TerritorySettings,
  territoryQuery,
  UNNAMED,
} from '@/features/club';
import { useWords } from '@/language';
import { PreferencesMenu, SetupShell } from '@/layout';
import { Button, dismissAll, FailureNotice, LinkButton, Mailles, Skeleton, toast } from '@/ui';
import { useBrand, useFoot } from '../brand';
import { doneSteps, further, STEPS, type Step, stepOf } from '../firstStart';
import { installationWords } from '../installationWords';
import css from './installation.module.css';

const NAMES = {
  compte: 'account',
  club: 'club',
  territoire: 'territory',
  rythme: 'rhythm',
  courriers: 'mail',
  fin: 'done',
} as const;

interface PageProps {
  account: Account | null;
  /** What the address names; none for where one left off. */
  step: Step | undefined;
}

export function InstallationPage({ account, step }: PageProps) {
  const w = useWords(installationWords);
  const club = useQuery({ ...clubQuery, enabled: account !== null });
  const reached = club.data ? stepOf(club.data.setup_step) : 'compte';
  const here: Step = account === null ? 'compte' : (step ?? reached);
  const brand = useBrand();
  useEffect(() => {
    document.title = `${w.names[NAMES[here]]} · ${w.title} · Maillage`;
  }, [w, here]);
  return (
    <SetupShell
      brand={account === null ? { name: 'Maillage', tagline: null, logoUrl: null } : brand}
      corner={<PreferencesMenu />}
      foot={useFoot()}
      steps={<Steps here={here} reached={reached} club={club.data} />}
    >
      {account === null ? (
        <div className={css.account}>
          <FirstAccount />
        </div>
      ) : (
        <>
          {club.isPending && <Skeleton lines={8} />}
          {club.isError && (
            <FailureNotice failure={failureOf(club.error)} onRetry={() => void club.refetch()} />
          )}
          {club.data && <ClubStep key={here} account={account} club={club.data} step={here} />}
        </>
      )}
    </SetupShell>
  );
}

function FirstAccount() {
  const navigate = useNavigate();
  return (
    <FirstAccountForm
      onSignedIn={() => void navigate({ to: '/installation', search: { etape: 'club' }, replace: true })}
    />
  );
}

/** Where one is, what is behind, what comes: a stitch a step. */
function Steps({ here, reached, club }: { here: Step; reached: Step; club: Club | undefined }) {
  const w = useWords(installationWords);
  const shown = STEPS.filter((step) => step !== 'fin');
  const at = STEPS.indexOf(here);
  const asked = { enabled: reached !== 'compte' };
  const territory = useQuery({ ...territoryQuery, ...asked }).data;
  const relay = useQuery({ ...mailRelayQuery, ...asked }).data;
  const done = doneSteps(reached, {
    name: club?.name !== UNNAMED,
    communes: territory === undefined || territory.communes.length > 0,
    relay: relay === undefined || Boolean(relay.host),
  });
  return (
    <nav className={css.steps} aria-label={w.steps}>
      <div className={css.gauge}>
        <Mailles total={shown.length} full={done.size} fresh={0} columns={shown.length} deep />
        {here !== 'fin' && <p>{w.place(at + 1, shown.length)}</p>}
      </div>
      <ol>
        {shown.map((step, place) => {
          const name = w.names[NAMES[step]];
          const text = (
            <>
              <i aria-hidden="true">{done.has(step) ? <IconCheck size={18} stroke={2.25} /> : place + 1}</i>
              <span>{name}</span>
              {done.has(step) && <span data-visually-hidden>{w.done}</span>}
            </>
          );
          // The account is made once; the club's own steps are open as soon as there is one.
          const open = step !== 'compte' && reached !== 'compte';
          return (
            <li key={step} data-done={done.has(step) || undefined} data-here={step === here || undefined}>
              {open ? (
                <Link
                  to="/installation"
                  search={{ etape: step }}
                  aria-current={step === here ? 'step' : undefined}
                  activeProps={{}}
                >
                  {text}
                </Link>
              ) : (
                <span aria-current={step === here ? 'step' : undefined}>{text}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function ClubStep({ account, club, step }: { account: Account; club: Club; step: Step }) {
  const w = useWords(installationWords);
  const s = useWords(setupWords);
  const go = useGo(club);
  if (step === 'territoire') return <TerritoryStep club={club} />;
  if (step === 'courriers') return <MailStep account={account} club={club} />;
  if (step === 'fin') return <End club={club} />;
  const identity = step !== 'rythme';
  const next = further(club.setup_step, identity ? 'territory' : 'mail');
  return (
    <>
      <Head
        title={identity ? s.identity.title : s.rhythm.title}
        lead={identity ? s.identity.lead : s.rhythm.lead}
      />
      {identity ? (
        <IdentityStep club={club} next={next} onDone={() => go.show('territoire')} />
      ) : (
        <RhythmStep club={club} next={next} onDone={() => go.show('courriers')} />
      )}
      <Ways>
        <Button look="plain" onClick={() => void go.on(identity ? 'territory' : 'mail')}>
          {s.later}
        </Button>
        <LinkButton look="plain" to="/" title={w.leaveHint}>
          {w.leave}
        </LinkButton>
      </Ways>
    </>
  );
}

/** Goes to a step; `on` also remembers that the one before was dealt with. */
function useGo(club: Club) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const show = (step: Step) => void navigate({ to: '/installation', search: { etape: step } });
  const on = async (next: SetupStep) => {
    const wanted = further(club.setup_step, next);
    try {
      if (wanted !== club.setup_step)
        keepClub(client, await changeClub(club.revision, { setup_step: wanted }));
      show(stepOf(next));
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
      await client.invalidateQueries({ queryKey: clubQuery.queryKey });
    }
  };
  return { show, on };
}

function Head({ title, lead }: { title: string; lead: string }) {
  return (
    <header className={css.head}>
      <h1 tabIndex={-1}>{title}</h1>
      <p>{lead}</p>
    </header>
  );
}

function Ways({ children }: { children: ReactNode }) {
  return <div className={css.ways}>{children}</div>;
}

function TerritoryStep({ club }: { club: Club }) {
  const w = useWords(installationWords);
  const s = useWords(setupWords);
  const [unsaved, setUnsaved] = useState(false);
  const go = useGo(club);
  // What it offers to take back is on this page alone.
  useEffect(() => dismissAll, []);
  return (
    <>
      <Head title={w.names.territory} lead={w.territory.lead} />
      <TerritorySettings reason={null} onDraft={setUnsaved} />
      <div>
        <Button
          look={unsaved ? 'quiet' : 'main'}
          reason={unsaved ? w.territory.unsaved : null}
          onClick={() => void go.on('rhythm')}
        >
          {w.territory.next}
        </Button>
      </div>
      <Ways>
        {unsaved && (
          <Button look="plain" onClick={() => void go.on('rhythm')}>
            {s.later}
          </Button>
        )}
        <LinkButton look="plain" to="/" title={w.leaveHint}>
          {w.leave}
        </LinkButton>
      </Ways>
    </>
  );
}

function MailStep({ account, club }: { account: Account; club: Club }) {
  const w = useWords(installationWords);
  const s = useWords(setupWords);
  const go = useGo(club);
  return (
    <>
      <Head title={w.names.mail} lead={w.mail.lead} />
      <MailRelaySettings email={account.email} save={s.next} onSaved={() => void go.on('done')} />
      <Ways>
        <Button onClick={() => void go.on('done')}>{w.mail.kept}</Button>
        <LinkButton look="plain" to="/" title={w.leaveHint}>
          {w.leave}
        </LinkButton>
      </Ways>
    </>
  );
}

function End({ club }: { club: Club }) {
  const w = useWords(installationWords).end;
  return (
    <>
      <Head title={w.title} lead={w.lead(club.name)} />
      <ul className={css.doors}>
        <li>
          <Link to="/imports">
            <IconFileImport size={28} stroke={1.75} aria-hidden />
            <strong>{w.import}</strong>
            <span>{w.importText}</span>
          </Link>
        </li>
        <li>
          <Link to="/membres" search={{ nouveau: true }}>
            <IconUsersPlus size={28} stroke={1.75} aria-hidden />
            <strong>{w.member}</strong>
            <span>{w.memberText}</span>
          </Link>
        </li>
        <li>
          <Link to="/reglages/comptes">
            <IconUserPlus size={28} stroke={1.75} aria-hidden />
            <strong>{w.colleague}</strong>
            <span>{w.colleagueText}</span>
          </Link>
        </li>
      </ul>
      <Ways>
        <LinkButton look="plain" to="/">
          {w.home}
        </LinkButton>
      </Ways>
    </>
  );
}
