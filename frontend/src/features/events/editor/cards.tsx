/** The cards of an event that are fields alone. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EVENT_AUDIENCES, EVENT_KINDS } from '@/api';
import { topicsQuery, zonesLike } from '@/features/club';
import { MemberPicker } from '@/features/members';
import { useWords } from '@/language';
import { AreaField, Card, ChoiceField, FieldRow, FieldStack, ManyField, SelectField, TextField } from '@/ui';
import { endAfter } from '../clock';
import { venuesQuery } from '../queries';
import { eventsWords } from '../words';
import { lined } from './draft';
import type { DraftForm } from './Editor';
import css from './editor.module.css';
import { Rows } from './Rows';
import { editorWords } from './words';

interface CardProps {
  form: DraftForm;
}

export function About({ form }: CardProps) {
  const all = useWords(eventsWords);
  const w = useWords(editorWords);
  const topics = useQuery(topicsQuery).data?.items ?? [];
  const { values } = form;
  return (
    <Card title={w.about}>
      <FieldStack>
        <ChoiceField
          id="f-kind"
          legend={w.names.kind}
          options={EVENT_KINDS.map((one) => ({ value: one, label: all.kinds[one] }))}
          value={values.kind}
          onChange={(kind) => form.set('kind', kind)}
        />
        <TextField label={w.names.title} maxLength={200} required {...form.field('title')} />
        <AreaField
          label={w.names.summary}
          description={w.summaryHint}
          rows={2}
          maxLength={500}
          {...form.field('summary')}
        />
        <AreaField
          label={w.names.description}
          description={w.descriptionHint}
          rows={8}
          maxLength={20_000}
          {...form.field('description')}
        />
        {topics.length > 0 && (
          <ManyField
            legend={w.names.topics}
            options={topics.map(({ id, name }) => ({ value: id, label: name }))}
            values={values.topics}
            onChange={(next) => form.set('topics', next)}
          />
        )}
        <MemberPicker
          label={w.names.with_members}
          hint={w.withHint}
          chosen={values.with_members}
          onChange={(chosen) =>
            form.set(
              'with_members',
              chosen.map(({ id, name }) => ({ id, name })),
            )
          }
          removeLabel={w.remove}
          error={form.errors.with_members ?? null}
        />
      </FieldStack>
    </Card>
  );
}

export function WhenWhere({ form }: CardProps) {
  const w = useWords(editorWords);
  const venues = useQuery(venuesQuery).data?.items ?? [];
  const { values } = form;
  const venue = venues.find(({ id }) => id === values.venue_id);
  const [usual] = useState(() => zonesLike(''));
  const zones = [...new Set([values.time_zone, ...usual])];
  return (
    <Card title={w.whenWhere}>
      <FieldStack>
        <FieldRow>
          <TextField
            label={w.names.starts_at}
            type="datetime-local"
            required
            {...form.field('starts_at')}
            onChange={(event) => {
              const next = event.currentTarget.value;
              form.set('ends_at', endAfter(values.starts_at, values.ends_at, next));
              form.set('starts_at', next);
            }}
          />
          <TextField
            label={w.names.ends_at}
            type="datetime-local"
            required
            min={values.starts_at}
            {...form.field('ends_at')}
          />
          <SelectField
            label={w.names.time_zone}
            {...form.field('time_zone')}
            data={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
          />
        </FieldRow>
        <FieldRow>
          <SelectField
            label={w.names.venue_id}
            description={venue ? [venue.address, venue.commune].filter(Boolean).join(', ') : w.venueHint}
            {...form.field('venue_id')}
            data={[
              { value: '', label: w.noVenue },
              ...venues.map(({ id, name, capacity }) => ({
                value: id,
                label: capacity == null ? name : w.venueOf(name, capacity),
              })),
            ]}
          />
          <TextField
            label={w.names.place}
            description={venue ? w.roomHint : w.placeHint}
            maxLength={300}
            {...form.field('place')}
          />
        </FieldRow>
        {venue?.accessibility && <p className={css.hint}>{w.access(venue.accessibility)}</p>}
        <TextField
          label={w.names.online_url}
          description={w.onlineHint}
          type="url"
          inputMode="url"
          maxLength={1000}
          {...form.field('online_url')}
        />
      </FieldStack>
    </Card>
  );
}

export function Seats({ form }: CardProps) {
  const all = useWords(eventsWords);
  const w = useWords(editorWords);
  const { values } = form;
  return (
    <Card title={w.seats}>
      <FieldStack>
        <ChoiceField
          id="f-audience"
          legend={w.names.audience}
          hint={w.audienceHint[values.audience]}
          options={EVENT_AUDIENCES.map((one) => ({ value: one, label: all.audiences[one] }))}
          value={values.audience}
          onChange={(audience) => form.set('audience', audience)}
        />
        <FieldRow>
          <TextField
            label={w.names.capacity}
            description={w.capacityHint}
            type="number"
            min={1}
            {...form.field('capacity')}
          />
          <TextField
            label={w.names.seats_per_member}
            description={w.shareHint}
            type="number"
            min={1}
            {...form.field('seats_per_member')}
          />
          <TextField
            label={w.names.register_until}
            description={w.deadlineHint}
            type="datetime-local"
            max={values.starts_at}
            {...form.field('register_until')}
          />
        </FieldRow>
      </FieldStack>
    </Card>
  );
}

export function Agenda({ form }: CardProps) {
  const w = useWords(editorWords);
  const { values } = form;
  return (
    <Card title={w.agenda}>
      <FieldStack>
        <Rows
          id="f-agenda"
          title={w.names.agenda}
          rows={values.agenda}
          most={50}
          add={w.addPoint}
          blank={() => lined({ at: '', title: '' })}
          removeLabel={w.removePoint}
          error={lineError(form.errors, 'agenda')}
          onChange={(rows) => form.set('agenda', rows)}
        >
          {(row, put) => (
            <>
              <TextField
                className={css.short}
                label={w.hour}
                type="time"
                value={row.at}
                onChange={(event) => put({ at: event.currentTarget.value })}
              />
              <TextField
                label={w.point}
                required
                maxLength={300}
                value={row.title}
                onChange={(event) => put({ title: event.currentTarget.value })}
              />
            </>
          )}
        </Rows>
        <Rows
          id="f-speakers"
          title={w.names.speakers}
          rows={values.speakers}
          most={50}
          add={w.addSpeaker}
          blank={() => lined({ name: '', role: '' })}
          removeLabel={w.removeSpeaker}
          error={lineError(form.errors, 'speakers')}
          onChange={(rows) => form.set('speakers', rows)}
        >
          {(row, put) => (
            <>
              <TextField
                label={w.speaker}
                required
                maxLength={200}
                value={row.name}
                onChange={(event) => put({ name: event.currentTarget.value })}
              />
              <TextField
                label={w.speakerRole}
                maxLength={200}
                value={row.role}
                onChange={(event) => put({ role: event.currentTarget.value })}
              />
            </>
          )}
        </Rows>
      </FieldStack>
    </Card>
  );
}

/** What is wrong with the lines of a list, each by its place. */
export function lineError(errors: Record<string, string>, name: string): string | null {
  const told = Object.entries(errors).flatMap(([path, message]) => {
    if (path === name) return [message];
    const [first, place] = path.split('.');
    return first === name ? [`${Number(place) + 1}. ${message}`] : [];
  });
  return told.length > 0 ? told.join(' ') : null;
}
