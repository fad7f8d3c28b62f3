import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { MemberCard } from '@/api';
import { useDays, useWords } from '@/language';
import { type Column, Table } from '@/ui';
import { FollowUpMark, KindIcon, MemberStatusMark } from './marks';
import css from './members.module.css';
import { phoneLink, readablePhone } from './phone';
import { membersWords } from './words';

interface MemberTableProps {
  rows: readonly MemberCard[];
  sort: string;
  onSort: (sort: string) => void;
  current: string | null;
}

export function MemberTable({ rows, sort, onSort, current }: MemberTableProps) {
  const words = useWords(membersWords);
  const w = words.list;
  const days = useDays();
  const columns: Column<MemberCard>[] = [
    { key: 'name', title: w.name, sort: 'name', cell: (row) => <NameCell row={row} /> },
    { key: 'kind', title: w.kind, sort: 'kind', cell: (row) => words.kinds[row.kind] },
    { key: 'commune', title: w.commune, sort: 'commune', cell: (row) => row.commune?.name ?? '' },
    { key: 'contact', title: w.contact, cell: (row) => <ContactCell row={row} /> },
    {
      key: 'phone',
      title: w.phone,
      cell: (row) => {
        const phone = row.main_contact?.phone ?? row.phone;
        return phone ? (
          <a className={css.phone} href={phoneLink(phone)}>
            {readablePhone(phone)}
          </a>
        ) : null;
      },
    },
    {
      key: 'last',
      title: w.lastContact,
      sort: 'last_contact_on',
      cell: (row) =>
        row.last_contact_on ? (
          <time dateTime={row.last_contact_on} title={days.long(row.last_contact_on)}>
            {days.ago(row.last_contact_on)}
          </time>
        ) : (
          <span className={css.faint}>{w.never}</span>
        ),
    },
    { key: 'state', title: w.followUp, sort: 'contact_due_on', cell: (row) => <StateCell row={row} /> },
  ];
  return (
    <Table
      caption={w.title}
      columns={columns}
      rows={rows}
      idOf={(row) => row.id}
      sort={sort}
      onSort={onSort}
      current={current}
      card={(row) => (
        <div className={css.card}>
          <NameCell row={row} />
          <p>{[words.kinds[row.kind], row.commune?.name].filter(Boolean).join(' · ')}</p>
          <div>
            <StateCell row={row} />
            {row.last_contact_on && <small>{days.ago(row.last_contact_on)}</small>}
          </div>
        </div>
      )}
    />
  );
}

function NameCell({ row }: { row: MemberCard }) {
  const w = useWords(membersWords).list;
  return (
    <span className={css.name}>
      <span className={css.kindIcon}>
        <KindIcon kind={row.kind} />
      </span>
      <Link to="/membres/$memberId" params={{ memberId: row.id }}>
        {row.name}
      </Link>
      {row.ex_officio && <small>{w.exOfficio}</small>}
    </span>
  );
}

function ContactCell({ row }: { row: MemberCard }) {
  const w = useWords(membersWords).list;
  const contact = row.main_contact;
  return (
    <span className={css.contact}>
      {contact?.name && <span>{contact.name}</span>}
      {contact?.email_deliverability === 'bounced' ? (
        <small className={css.bad}>
          <IconAlertTriangle size={15} stroke={1.75} aria-hidden /> {w.bounced}
        </small>
      ) : (
        !contact?.email && !row.email && <small>{w.noEmail}</small>
      )}
    </span>
  );
}

function StateCell({ row }: { row: MemberCard }) {
  return row.follow_up ? <FollowUpMark state={row.follow_up} /> : <MemberStatusMark status={row.status} />;
}
