/** Field by field: what becomes of a change that members make, and who sees it unless they say otherwise. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  AUDIENCES,
  type Audience,
  failureOf,
  type ProfileRule,
  sentenceOf,
  TREATMENTS,
  type Treatment,
} from '@/api';
import { useWords } from '@/language';
import { Card, FailureNotice, SelectField, Skeleton, toast } from '@/ui';
import css from './proposals.module.css';
import { profileRulesQuery, setProfileRule } from './queries';
import { useFieldName } from './Told';
import { proposalsWords } from './words';

export function ModerationSettings({ reason }: { reason: string | null }) {
  const w = useWords(proposalsWords).settings;
  const client = useQueryClient();
  const rules = useQuery(profileRulesQuery);
  const save = async (field: string, rule: { treatment?: Treatment; audience?: Audience }) => {
    try {
      await setProfileRule(rules.data?.tag ?? '', field, rule);
      toast({ text: w.saved });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await client.invalidateQueries({ queryKey: profileRulesQuery.queryKey });
  };
  return (
    <Card title={w.title}>
      <p>{w.lead}</p>
      {rules.isPending && <Skeleton lines={10} />}
      {rules.isError && (
        <FailureNotice failure={failureOf(rules.error)} onRetry={() => void rules.refetch()} />
      )}
      <ul className={css.rules}>
        {rules.data?.items.map((rule) => (
          <Rule
            key={rule.field}
            rule={rule}
            fixed={reason !== null}
            onSave={(set) => void save(rule.field, set)}
          />
        ))}
      </ul>
    </Card>
  );
}

interface RuleProps {
  rule: ProfileRule;
  fixed: boolean;
  onSave: (set: { treatment?: Treatment; audience?: Audience }) => void;
}

function Rule({ rule, fixed, onSave }: RuleProps) {
  const w = useWords(proposalsWords).settings;
  const nameOf = useFieldName();
  const groups: Record<string, string> = { people: w.people, pictures: w.pictures };
  const name = groups[rule.field] ?? nameOf(rule.field, rule.name);
  return (
    <li className={css.rule}>
      <strong>{name}</strong>
      <SelectField
        aria-label={w.treatmentOf(name)}
        disabled={fixed}
        value={rule.treatment}
        onChange={(event) => onSave({ treatment: event.currentTarget.value as Treatment })}
        data={TREATMENTS.filter((one) => rule.may_wait || one !== 'waits').map((value) => ({
          value,
          label: w.treatments[value],
        }))}
      />
      {rule.audience && rule.may_be_public ? (
        <SelectField
          aria-label={w.audienceOf(rule.field === 'name' ? w.name : name)}
          disabled={fixed}
          value={rule.audience}
          onChange={(event) => onSave({ audience: event.currentTarget.value as Audience })}
          data={AUDIENCES.map((value) => ({ value, label: w.audiences[value] }))}
        />
      ) : (
        <span>{rule.may_be_public ? w.follows : w.never}</span>
      )}
    </li>
  );
}
