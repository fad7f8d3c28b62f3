/** One form over a part of the terms: what it does not show is sent as it was read. */
import { useQueryClient } from '@tanstack/react-query';
import { type PrivacyTerms, reasonOf, type Terms, useServerForm } from '@/api';
import { publicClubQuery } from '@/features/club';
import { useWords } from '@/language';
import { toast } from '@/ui';
import { putTerms, termsQuery } from '../queries';
import { privacyWords } from '../words';

interface Part<V> {
  read: PrivacyTerms;
  initial: V;
  /** The terms with what the form says. */
  written: (terms: Terms, values: V) => Terms;
  labels: Partial<Record<keyof V & string, string>>;
}

export function useTermsForm<V extends object>({ read, initial, written, labels }: Part<V>) {
  const w = useWords(privacyWords);
  const client = useQueryClient();
  const form = useServerForm<V, PrivacyTerms>({
    initial,
    send: (values) => putTerms(read.revision, written(read.terms, values)),
    onDone: (next) => {
      toast({ text: w.saved });
      client.setQueryData(termsQuery.queryKey, next);
      // Register and report are made of the terms.
      for (const part of ['register', 'retention'])
        void client.invalidateQueries({ queryKey: ['privacy', part] });
      // The foot of each page says how far it is accessible.
      void client.invalidateQueries({ queryKey: publicClubQuery.queryKey });
    },
    onStale: () => toast({ text: w.stale, tone: 'error' }),
  });
  return {
    ...form,
    /** What `PageForm` shows of it. */
    shown: {
      of: 'cards' as const,
      submit: w.save,
      busy: form.busy,
      reason: reasonOf(read.abilities.change),
      errors: form.summary(labels),
      leftovers: form.leftovers,
      onSubmit: form.submit,
    },
  };
}
