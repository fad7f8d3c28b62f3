/** An event as one reads it: the team once nothing of it can be changed, members before they register. */
import { IconDownload } from '@tabler/icons-react';
import { type ClubEvent, download, sentenceOf } from '@/api';
import { useWords } from '@/language';
import { Button, Card, Fact, Facts, toast } from '@/ui';
import css from '../events.module.css';
import { useWhen } from '../when';
import { EventPicture } from './EventPicture';
import { viewWords } from './words';

export function EventView({ event }: { event: ClubEvent }) {
  const w = useWords(viewWords);
  const when = useWhen();
  const { venue } = event;
  const cover = event.cover_url?.split('/').at(-1);
  const attachments = event.files.filter(({ kind }) => kind === 'attachment');
  const photos = event.files.filter(({ kind }) => kind === 'photo');
  const where = [event.place, venue?.name, venue?.address, venue?.commune].filter(Boolean).join(', ');
  const fetchAttachment = (id: string) =>
    download(`/events/${event.id}/files/${id}`, null).catch((error) =>
      toast({ text: sentenceOf(error), tone: 'error' }),
    );
  return (
    <>
      <Card>
        <div className={css.stack}>
          {cover && <EventPicture event={event.id} file={cover} alt={event.cover_alt} />}
          {event.summary && <p className={css.said}>{event.summary}</p>}
          <Facts>
            <Fact name={w.when}>{when(event)}</Fact>
            {where && <Fact name={w.where}>{where}</Fact>}
            {event.online_url && (
              <Fact name={w.online}>
                <a href={event.online_url} rel="noopener">
                  {event.online_url}
                </a>
              </Fact>
            )}
            {venue?.accessibility && <Fact name={w.access}>{venue.accessibility}</Fact>}
            {event.with_members.length > 0 && (
              <Fact name={w.with}>{event.with_members.map(({ name }) => name).join(', ')}</Fact>
            )}
            {event.topics.length > 0 && (
              <Fact name={w.topics}>{event.topics.map(({ name }) => name).join(', ')}</Fact>
            )}
          </Facts>
          {event.description && <p className={css.said}>{event.description}</p>}
        </div>
      </Card>
      {(event.agenda.length > 0 || event.speakers.length > 0) && (
        <Card title={w.agenda}>
          <Facts>
            {event.agenda.map(({ at, title }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place
              <Fact key={place} name={at || w.point(place + 1)}>
                {title}
              </Fact>
            ))}
            {event.speakers.map(({ name, role }) => (
              <Fact key={`${name} ${role ?? ''}`} name={w.speaker}>
                {role ? `${name}, ${role}` : name}
              </Fact>
            ))}
          </Facts>
        </Card>
      )}
      {attachments.length > 0 && (
        <Card title={w.documents}>
          <ul className={css.lines}>
            {attachments.map(({ file_id: id, label }) => (
              <li key={id}>
                <Button
                  icon={<IconDownload size={20} stroke={1.75} aria-hidden />}
                  onClick={() => void fetchAttachment(id)}
                >
                  {label}
                </Button>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {photos.length > 0 && (
        <Card title={w.photos}>
          <div className={css.stack}>
            {photos.map(({ file_id: id, label }) => (
              <EventPicture key={id} event={event.id} file={id} alt={label} />
            ))}
          </div>
        </Card>
      )}
    </>
  );
}
