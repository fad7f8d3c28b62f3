import { IconCopy, IconKey } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type ApiKey, failureOf, SCOPES, type Scope, sentenceOf, useServerForm } from '@/api';
import { today, useDays, useWords } from '@/language';
import {
  Button,
  Card,
  DateField,
  Dialog,
  EmptyState,
  FailureNotice,
  FieldStack,
  FormDialog,
  ManyField,
  Note,
  Skeleton,
  Tag,
  TextField,
  toast,
  uiWords,
  useCopy,
} from '@/ui';
import css from './accounts.module.css';
import { apiKeysQuery, createApiKey, revokeApiKey } from './queries';
import { accountsWords } from './words';

export function ApiKeySettings({ reason }: { reason: string | null }) {
  const w = useWords(accountsWords).keys;
  const [creating, setCreating] = useState(false);
  const keys = useQuery(apiKeysQuery);
  const add = (
    <Button
      look="main"
      reason={reason}
      icon={<IconKey size={20} stroke={1.75} aria-hidden />}
      onClick={() => setCreating(true)}
    >
      {w.create}
    </Button>
  );
  const items = keys.data?.items ?? [];
  return (
    <Card title={w.title} action={items.length > 0 && add}>
      {keys.isPending && <Skeleton lines={4} />}
      {keys.isError && <FailureNotice failure={failureOf(keys.error)} onRetry={() => void keys.refetch()} />}
      {keys.isSuccess && items.length === 0 && (
        <EmptyState title={w.empty} action={add}>
          {w.emptyText}
        </EmptyState>
      )}
      <ul className={css.list}>
        {items.map((key) => (
          <KeyLine key={key.id} apiKey={key} reason={reason} />
        ))}
      </ul>
      <p>
        <a href="/api/docs">{w.docs}</a>
      </p>
      {creating && <CreateDialog onClose={() => setCreating(false)} />}
    </Card>
  );
}

function KeyLine({ apiKey, reason }: { apiKey: ApiKey; reason: string | null }) {
  const words = useWords(accountsWords);
  const w = words.keys;
  const ui = useWords(uiWords);
  const days = useDays();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const revoke = async () => {
    setAsking(false);
    try {
      await revokeApiKey(apiKey.id);
      toast({ text: w.revoked(apiKey.name) });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    await client.invalidateQueries({ queryKey: apiKeysQuery.queryKey });
  };
  const used = apiKey.last_used_at ? days.instant(apiKey.last_used_at) : w.unused;
  const end = apiKey.expires_on ? days.long(apiKey.expires_on) : w.noEnd;
  return (
    <li>
      <div>
        <strong>{apiKey.name}</strong>
        <small>
          {apiKey.prefix}… · {w.lastUsed} : {used} · {w.validUntil} : {end}
        </small>
        <span className={css.tags}>
          {apiKey.scopes.map((scope) => (
            <Tag key={scope}>{words.scopes[scope] ?? scope}</Tag>
          ))}
        </span>
      </div>
      {apiKey.revoked_at ? (
        <Tag tone="err">{w.isRevoked}</Tag>
      ) : (
        <Button size="small" look="danger" reason={reason} onClick={() => setAsking(true)}>
          {w.revoke}
        </Button>
      )}
      {asking && (
        <Dialog
          title={w.revokeTitle(apiKey.name)}
          onClose={() => setAsking(false)}
          footer={
            <>
              <Button onClick={() => setAsking(false)}>{ui.cancel}</Button>
              <Button look="danger" onClick={() => void revoke()}>
                {w.revoke}
              </Button>
            </>
          }
        >
          <p>{w.revokeText}</p>
        </Dialog>
      )}
    </li>
  );
}

function CreateDialog({ onClose }: { onClose: () => void }) {
  const copy = useCopy();
  const words = useWords(accountsWords);
  const w = words.keys;
  const client = useQueryClient();
  const [secret, setSecret] = useState<string | null>(null);
  const form = useServerForm({
    initial: { name: '', scopes: ['members:read'] as Scope[], expires_on: '' },
    send: ({ name, scopes, expires_on }) =>
      createApiKey({ name, scopes, ...(expires_on ? { expires_on } : {}) }),
    onDone: (key) => {
      setSecret(key.secret);
      void client.invalidateQueries({ queryKey: apiKeysQuery.queryKey });
    },
  });
  if (secret !== null) {
    return (
      <Dialog
        title={w.secretTitle}
        onClose={onClose}
        footer={
          <Button look="main" onClick={onClose}>
            {w.done}
          </Button>
        }
      >
        <FieldStack>
          <Note tone="warn">{w.secretText}</Note>
          <div className={css.secret}>
            <code>{secret}</code>
            <Button
              icon={<IconCopy size={20} stroke={1.75} aria-hidden />}
              onClick={() => void copy(secret, w.copied)}
            >
              {w.copy}
            </Button>
          </div>
        </FieldStack>
      </Dialog>
    );
  }
  return (
    <FormDialog
      title={w.create}
      submit={w.submit}
      busy={form.busy}
      errors={form.summary({ name: w.name, scopes: w.scopes, expires_on: w.expires })}
      leftovers={form.leftovers}
      onSubmit={form.submit}
      onClose={onClose}
    >
      <TextField label={w.name} description={w.nameHint} {...form.field('name')} />
      <ManyField
        legend={w.scopes}
        values={form.values.scopes}
        onChange={(scopes) => form.set('scopes', scopes)}
        options={SCOPES.map((scope) => ({ value: scope, label: words.scopes[scope] }))}
      />
      <DateField label={w.expires} min={today()} {...form.field('expires_on')} />
    </FormDialog>
  );
}
