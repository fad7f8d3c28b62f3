import { IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MemberPage, Profile } from '@/api';
import { readablePhone, useWords } from '@/language';
import { Button, Card, EmailText, Fact, Facts, Tag } from '@/ui';
import { memberFieldsQuery, useToldValue } from '../fields';
import { useFieldName } from '../proposals/Told';
import { membersWords } from '../words';
import { useRecordWords } from '../words/audit';
import css from './own.module.css';
import { Requests } from './Requests';
import { SectionDialog } from './SectionDialog';
import { fieldsOf, rulesOf, SECTIONS, type SectionName } from './sections';
import { ownWords } from './words';

const PLAIN = Object.keys(SECTIONS) as Exclude<SectionName, 'club'>[];

export function OwnRecord({ member, profile }: { member: MemberPage; profile: Profile }) {
  const w = useWords(ownWords);
  const nameOf = useFieldName();
  const told = useToldValue();
  const [open, setOpen] = useState<SectionName | null>(null);
  const rules = rulesOf(profile.fields);
  const fields = useQuery(memberFieldsQuery()).data?.items ?? [];
  const edit = member.abilities.edit_profile;
  const reason = edit?.allowed ? null : (edit?.reason ?? w.contributor);
  const waiting = new Set(
    profile.waiting
      .filter(({ about }) => about === 'record')
      .flatMap((proposal) => proposal.fields.filter(({ verdict }) => verdict === 'waiting'))
      .map(({ field }) => field),
  );
  const action = (section: SectionName) => (
    <Button
      size="small"
      reason={reason}
      icon={<IconPencil size={18} stroke={1.75} aria-hidden />}
      aria-label={w.editSection(w.sections[section])}
      onClick={() => setOpen(section)}
    >
      {w.edit}
    </Button>
  );
  return (
    <>
      <Requests memberId={member.id} canWithdraw={edit?.allowed ?? false} />
      {PLAIN.map((section) => (
        <Card key={section} title={w.sections[section]} action={action(section)}>
          <Facts>
            {fieldsOf(section, member).map((field) => (
              <Fact key={field} name={nameOf(field)}>
                <OwnValue member={member} field={field} />
                {waiting.has(field) && <Waits />}
              </Fact>
            ))}
          </Facts>
        </Card>
      ))}
      {fields.length > 0 && (
        <Card title={w.sections.club} action={action('club')}>
          <Facts>
            {fields.map((field) => (
              <Fact key={field.key} name={field.name}>
                {told(field, member.custom[field.key]) || <Nothing />}
                {waiting.has(`custom.${field.key}`) && <Waits />}
              </Fact>
            ))}
          </Facts>
        </Card>
      )}
      {open && (
        <SectionDialog
          section={open}
          member={member}
          profile={profile}
          rules={rules}
          custom={fields}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

function Waits() {
  const w = useWords(ownWords).requests;
  return (
    <span className={css.waits}>
      <Tag tone="warn">{w.waiting}</Tag>
    </span>
  );
}

function Nothing() {
  return <span className={css.nothing}>{useRecordWords().audit.nothing}</span>;
}

function OwnValue({ member, field }: { member: MemberPage; field: string }) {
  const words = useWords(membersWords);
  switch (field) {
    case 'kind':
      return <>{words.kinds[member.kind]}</>;
    case 'size':
      return member.size ? words.sizes[member.size] : <Nothing />;
    case 'topics':
      return member.topics.length > 0 ? member.topics.map(({ name }) => name).join(', ') : <Nothing />;
    case 'commune':
      return member.commune ? member.commune.name : <Nothing />;
    case 'email':
      return member.email ? <EmailText>{member.email}</EmailText> : <Nothing />;
    case 'phone':
      return member.phone ? readablePhone(member.phone) : <Nothing />;
    default: {
      const value = (member as Record<string, unknown>)[field];
      return typeof value === 'string' && value !== '' ? (
        <span className={css.prose}>{value}</span>
      ) : (
        <Nothing />
      );
    }
  }
}
