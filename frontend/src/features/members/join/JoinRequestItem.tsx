import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import {
  type Duplicate,
  failureOf,
  idempotencyKey,
  type JoinRequest,
  Problem,
  reasonOf,
  sentenceOf,
} from '@/api';
import { phoneLink, readablePhone, useDays, useWords } from '@/language';
import { Button, ChoiceField, Fact, Facts, FailureNotice, Note, Skeleton, Tag, toast } from '@/ui';
import { membersWords } from '../words';
import { formWords } from '../words/form';
import { EraseJoinDialog } from './EraseJoinDialog';
import css from './join.module.css';
import { approveJoin, joinChanged, joinRequestQuery } from './queries';
import { RefuseJoinDialog } from './RefuseJoinDialog';
import { joinWords } from './words';

export function JoinRequestItem({ request }: { request: JoinRequest }) {
  const words = useWords(membersWords);
  const w = useWords(joinWords).requests;
  const days = useDays();
  const { organisation: told, applicant } = request;
  const place = [told.street, [told.postal_code, request.commune?.name].filter(Boolean).join(' ')];
  const numbers = [
    told.siret && `SIRET ${told.siret}`,
    told.rna && `RNA ${told.rna}`,
    told.amalia && `AMALIA ${told.amalia}`,
  ];
  return (
    <li className={css.request}>
      <div className={css.head}>
        <h2>{told.name}</h2>
        <small>{w.since(days.instant(request.confirmed_at ?? request.asked_at))}</small>
      </div>
      <p className={css.signs}>
        <Tag>{words.memberOf(words.kinds[told.kind], request.commune?.name ?? null)}</Tag>
        {!request.in_territory && <Tag tone="warn">{w.outside}</Tag>}
        {request.late && <Tag tone="gres">{w.late}</Tag>}
        {request.newsletter && <Tag tone="ciel">{w.newsletter}</Tag>}
        {request.charter_agreed && <Tag tone="brand">{w.charter}</Tag>}
      </p>
      <Facts>
        <Fact name={w.person}>
          {[`${applicant.given_name} ${applicant.family_name}`, applicant.function]
            .filter(Boolean)
            .join(', ')}
          <br />
          <a href={`mailto:${applicant.email}`}>{applicant.email}</a>
          {applicant.phone && (
            <>
              <br />
              <a href={phoneLink(applicant.phone)}>{readablePhone(applicant.phone)}</a>
            </>
          )}
        </Fact>
        <Fact name={words.names.street}>{place.filter(Boolean).join(', ')}</Fact>
        {numbers.some(Boolean) && <Fact name={w.numbers}>{numbers.filter(Boolean).join(' · ')}</Fact>}
        {told.website && (
          <Fact name={words.names.website}>
            <a href={told.website} rel="noreferrer noopener" target="_blank">
              {told.website}
            </a>
          </Fact>
        )}
        {request.topics.length > 0 && (
          <Fact name={words.names.topics}>{request.topics.map(({ name }) => name).join(', ')}</Fact>
        )}
        {told.description && <Fact name={words.names.description}>{told.description}</Fact>}
      </Facts>
      {applicant.message && <blockquote className={css.quote}>{applicant.message}</blockquote>}
      {request.state === 'waiting' ? <Answer request={request} /> : <Decided request={request} />}
    </li>
  );
}

const NEW = 'new';

/** Nobody is taken in before it is known whom they are like. */
function Answer({ request }: { request: JoinRequest }) {
  const found = useQuery(joinRequestQuery(request.id));
  if (found.data) return <Choice request={request} twins={found.data.duplicates} />;
  if (!found.isError) return <Skeleton lines={1} />;
  return <FailureNotice failure={failureOf(found.error)} onRetry={() => void found.refetch()} />;
}

interface ChoiceProps {
  request: JoinRequest;
  twins: Duplicate[];
}

/** One click takes it in: as a new record, or as the one it turns out to be. */
function Choice({ request, twins }: ChoiceProps) {
  const { duplicateReasons } = useWords(formWords);
  const w = useWords(joinWords).requests;
  const client = useQueryClient();
  const name = request.organisation.name;
  const [chosen, setChosen] = useState<string | null>(null);
  const [key] = useState(idempotencyKey);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [refusing, setRefusing] = useState(false);
  // The same number, or the very same name in one commune, is the same organisation; anything less is for a person to say.
  const sure = twins.find(
    ({ reason, score }) => reason === 'identifier' || (reason === 'name' && score === 1),
  )?.member.id;
  const as = chosen ?? sure ?? NEW;
  const approve = async () => {
    setBusy(true);
    setFault(null);
    try {
      await approveJoin(request.id, as === NEW ? null : as, key);
      toast({ text: w.approved(name) });
      await joinChanged(client);
    } catch (error) {
      const holder =
        error instanceof Problem ? (error.body.holder as { name: string } | undefined) : undefined;
      setFault(holder ? w.taken(holder.name) : sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  const reason = reasonOf(request.abilities.approve);
  return (
    <>
      {twins.length > 0 && (
        <div className={css.twins}>
          <p>
            <strong>{w.twins(twins.length)}</strong>{' '}
            {twins.map(({ member, reason: why }, i) => (
              <span key={member.id}>
                {i > 0 && ', '}
                <Link to="/membres/$memberId" params={{ memberId: member.id }}>
                  {member.name}
                </Link>{' '}
                ({duplicateReasons[why]})
              </span>
            ))}
          </p>
          <ChoiceField
            legend={w.as}
            value={as}
            onChange={setChosen}
            options={[
              { value: NEW, label: w.asNew },
              ...twins.map(({ member }) => ({ value: member.id, label: w.asKnown(member.name) })),
            ]}
          />
        </div>
      )}
      {fault && (
        <div role="alert">
          <Note tone="warn">{fault}</Note>
        </div>
      )}
      <div className={css.actions}>
        <Button
          look="main"
          busy={busy}
          reason={reason}
          aria-label={w.approveThis(name)}
          onClick={() => void approve()}
        >
          {w.approve}
        </Button>
        <Button reason={reason} aria-label={w.refuseThis(name)} onClick={() => setRefusing(true)}>
          {w.refuse}
        </Button>
      </div>
      {refusing && <RefuseJoinDialog request={request} onClose={() => setRefusing(false)} />}
    </>
  );
}

function Decided({ request }: { request: JoinRequest }) {
  const w = useWords(joinWords).requests;
  const days = useDays();
  const [erasing, setErasing] = useState(false);
  const reason = reasonOf(request.abilities.erase);
  return (
    <div className={css.decided}>
      <p className={css.hint}>
        {w.states[request.state]}
        {' · '}
        {w.decided(request.decided_by ?? '', request.decided_at ? days.instant(request.decided_at) : '')}
      </p>
      {request.reason && <blockquote className={css.quote}>{request.reason}</blockquote>}
      {request.member_id && (
        <Link to="/membres/$memberId" params={{ memberId: request.member_id }}>
          {w.seeMember}
        </Link>
      )}
      {request.state !== 'approved' && (
        <div className={css.actions}>
          <Button
            size="small"
            reason={reason}
            aria-label={w.eraseThis(request.organisation.name)}
            onClick={() => setErasing(true)}
          >
            {w.erase}
          </Button>
        </div>
      )}
      {erasing && <EraseJoinDialog request={request} onClose={() => setErasing(false)} />}
    </div>
  );
}
