/** One form over the club's settings, of which a page may show a part: only what was changed is sent. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { type Club, type ClubChanges, type SetupStep, useServerForm } from '@/api';
import { readablePhone, useWords } from '@/language';
import { colourVerdict, LEAST_CONTRAST, toast } from '@/ui';
import { publicClubQuery } from './publicClub';
import { changeClub, clubQuery } from './queries';
import { clubWords } from './words';

/** The club as an answer just told it. */
export function keepClub(client: QueryClient, club: Club) {
  client.setQueryData(clubQuery.queryKey, club);
  void client.invalidateQueries({ queryKey: publicClubQuery.queryKey });
}

const TEXTS = [
  'name',
  'tagline',
  'time_zone',
  'address',
  'contact_name',
  'contact_email',
  'contact_phone',
  'privacy_contact',
  'legal_notice',
  'join_words',
  'charter_words',
] as const;
const FLAGS = ['newsletter_counts', 'join_open', 'look_ups'] as const;
const NUMBERS = ['cadence_months', 'soon_days', 'weekly_hours'] as const;
const TARGETS = ['newsletters', 'practice_sheets', 'meetings'] as const;

/** As one types it: with plain spaces. */
const phoneField = (phone: string) => readablePhone(phone).replaceAll('\u00a0', ' ');

const valuesOf = (club: Club) => ({
  name: club.name,
  tagline: club.tagline,
  brand: club.colours.brand,
  spark: club.colours.spark,
  cadence_months: String(club.cadence_months),
  soon_days: String(club.soon_days),
  newsletter_counts: club.newsletter_counts,
  weekly_hours: String(club.weekly_hours),
  newsletters: String(club.targets.newsletters),
  practice_sheets: String(club.targets.practice_sheets),
  meetings: String(club.targets.meetings),
  time_zone: club.time_zone,
  address: club.address,
  contact_name: club.contact_name,
  contact_email: club.contact_email,
  contact_phone: phoneField(club.contact_phone),
  privacy_contact: club.privacy_contact,
  legal_notice: club.legal_notice,
  join_open: club.join_open,
  join_words: club.join_words,
  charter_words: club.charter_words,
  look_ups: club.look_ups,
});
export type ClubValues = ReturnType<typeof valuesOf>;

/** What differs from the club, in the words of the contract. */
export function changesOf(club: Club, values: ClubValues): ClubChanges {
  const now = valuesOf(club);
  const changed = <K extends keyof ClubValues>(names: readonly K[]) =>
    names.filter((name) => values[name] !== now[name]);
  const colours = Object.fromEntries(
    changed(['brand', 'spark'] as const).map((name) => [name, values[name]]),
  );
  const targets = Object.fromEntries(changed(TARGETS).map((name) => [name, Number(values[name])]));
  return {
    ...Object.fromEntries(changed(TEXTS).map((name) => [name, values[name]])),
    ...Object.fromEntries(changed(NUMBERS).map((name) => [name, Number(values[name])])),
    ...Object.fromEntries(changed(FLAGS).map((name) => [name, values[name]])),
    ...(Object.keys(colours).length > 0 ? { colours } : {}),
    ...(Object.keys(targets).length > 0 ? { targets } : {}),
  };
}

interface Options {
  /** Where the set-up goes on once this is saved. */
  step?: SetupStep | undefined;
  onDone: (club: Club) => void;
}

export function useClubForm(club: Club, { step, onDone }: Options) {
  const w = useWords(clubWords).club;
  const client = useQueryClient();
  const form = useServerForm<ClubValues, Club>({
    initial: valuesOf(club),
    send: (values) =>
      changeClub(club.revision, { ...changesOf(club, values), ...(step ? { setup_step: step } : {}) }),
    onDone: (next) => {
      keepClub(client, next);
      void client.invalidateQueries({ queryKey: ['follow-up'] });
      onDone(next);
    },
    onStale: () => toast({ text: w.stale, tone: 'error' }),
  });
  const verdict = colourVerdict(form.values.brand, form.values.spark);
  const low = (ratio: number | null) => ratio === null || ratio < LEAST_CONTRAST;
  const changed = form.values.brand !== club.colours.brand || form.values.spark !== club.colours.spark;
  const pale = changed && (low(verdict.brand) || low(verdict.spark));
  return {
    ...form,
    verdict,
    /** What `PageForm` shows of it; only fields that were refused have a line. */
    shown: {
      of: 'cards' as const,
      busy: form.busy,
      reason: pale ? w.contrastLow : null,
      errors: form.summary({
        name: w.name,
        tagline: w.tagline,
        cadence_months: w.cadence,
        soon_days: w.soon,
        weekly_hours: w.hours,
        time_zone: w.timeZone,
        address: w.address,
        contact_name: w.contactName,
        contact_email: w.contactEmail,
        contact_phone: w.contactPhone,
        privacy_contact: w.privacy,
        legal_notice: w.notice,
        join_words: w.joinWords,
        charter_words: w.charterWords,
      }),
      leftovers: form.leftovers,
      onSubmit: form.submit,
    },
  };
}
export type ClubForm = ReturnType<typeof useClubForm>;
