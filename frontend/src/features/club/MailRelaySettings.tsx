import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { failureOf, type MailRelay, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { Button, Card, Dialog, Fact, Facts, FailureNotice, Note, Skeleton, toast, uiWords } from '@/ui';
import css from './club.module.css';
import { RelayForm } from './RelayForm';
import { RelayTest } from './RelayTest';
import { mailRelayQuery, removeMailRelay } from './relayQueries';
import { setupWords } from './setupWords';

interface RelayProps {
  /** Whom a test message is sent to, unless one says otherwise. */
  email: string;
  /** The words of the button that saves, where they are not the usual ones. */
  save?: string;
  onSaved?: () => void;
}

/** The SMTP server by which mails leave: given, tried and given up here, unless the installation names it. */
export function MailRelaySettings(props: RelayProps) {
  const w = useWords(setupWords).relay;
  const relay = useQuery(mailRelayQuery);
  if (relay.isPending) return <Skeleton lines={6} />;
  if (relay.isError)
    return <FailureNotice failure={failureOf(relay.error)} onRetry={() => void relay.refetch()} />;
  const change = relay.data.abilities.change;
  // Not while one sets the club up: that page is left when all is done.
  const way = relay.data.source === 'none' && !props.onSaved && (
    <Link to="/reglages/fonctionnement">{w.toMails}</Link>
  );
  return (
    <div className={css.form}>
      {change && !change.allowed && (
        <Note>
          {relay.data.source === 'environment' ? w.environment : change.reason}
          {way}
        </Note>
      )}
      {change?.allowed && relay.data.source === 'none' && (
        <Note>
          {w.kept}
          {way}
        </Note>
      )}
      {relay.data.source === 'environment' ? (
        <Named relay={relay.data} email={props.email} />
      ) : (
        <RelayForm key={relay.data.revision} relay={relay.data} {...props} />
      )}
      {change?.allowed && relay.data.source === 'settings' && !props.onSaved && <GiveUp />}
    </div>
  );
}

/** What the installation named, to be read and tried. */
function Named({ relay, email }: { relay: MailRelay; email: string }) {
  const w = useWords(setupWords).relay;
  return (
    <>
      <Card title={w.title}>
        <Facts>
          <Fact name={w.host}>{relay.host}</Fact>
          <Fact name={w.port}>{relay.port}</Fact>
          <Fact name={w.security}>{relay.security && w.securities[relay.security]}</Fact>
          <Fact name={w.username}>{relay.username || w.none}</Fact>
          <Fact name={w.sender}>{relay.sender}</Fact>
        </Facts>
      </Card>
      <RelayTest
        email={email}
        relay={null}
        reason={relay.abilities.test?.reason ?? null}
        onRefused={() => undefined}
      />
    </>
  );
}

function GiveUp() {
  const w = useWords(setupWords).relay;
  const ui = useWords(uiWords);
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const remove = async () => {
    try {
      await removeMailRelay();
      toast({ text: w.removed });
    } catch (error) {
      toast({ text: sentenceOf(error), tone: 'error' });
    }
    setAsked(false);
    await client.invalidateQueries({ queryKey: mailRelayQuery.queryKey });
  };
  return (
    <div>
      <Button look="plain" onClick={() => setAsked(true)}>
        {w.remove}
      </Button>
      {asked && (
        // The password goes with it: nothing could bring that back.
        <Dialog
          title={w.sure}
          onClose={() => setAsked(false)}
          footer={
            <>
              <Button onClick={() => setAsked(false)}>{ui.cancel}</Button>
              <Button look="danger" onClick={() => void remove()}>
                {w.remove}
              </Button>
            </>
          }
        >
          <p>{w.removeHint}</p>
        </Dialog>
      )}
    </div>
  );
}
