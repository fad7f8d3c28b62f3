import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type CommuneRef, KINDS, type OrganisationFound } from '@/api';
import { publicClubQuery } from '@/features/club';
import { AddressField, type Fill, RegisterSearch } from '@/features/registers';
import { readablePhone, useWords } from '@/language';
import { AreaField, ChoiceField, FieldStack, Note, TextField, TypeAhead, useSettled } from '@/ui';
import { KindIcon } from '../marks';
import { membersWords } from '../words';
import type { JoinFields } from './JoinPage';
import css from './join.module.css';
import { isName, type JoinValues } from './joinForm';
import { joinCommunesQuery, joinFormQuery } from './queries';
import { joinWords } from './words';

/** Which organisation: found in the national register, or told in a few words. */
export function OrganisationStep({ form }: { form: JoinFields }) {
  const words = useWords(membersWords);
  const w = useWords(joinWords).form;
  const lookUps = useQuery(joinFormQuery).data?.look_ups ?? false;
  const { values, set, field, errors } = form;
  const company = values.kind === 'company';
  const numbered = values.siret + values.siren + values.rna + values.amalia !== '';
  return (
    <FieldStack>
      {lookUps && <Found form={form} />}
      <TextField label={w.fields.name} autoComplete="organization" {...field('name')} />
      <ChoiceField
        id="f-kind"
        legend={w.fields.kind}
        error={errors.kind}
        value={values.kind || null}
        onChange={(kind) => set('kind', kind)}
        options={KINDS.map((kind) => ({
          value: kind,
          label: words.kinds[kind],
          icon: <KindIcon kind={kind} />,
        }))}
      />
      {company && (
        <ChoiceField
          legend={w.fields.size}
          hint={w.sizeHint}
          value={values.size || null}
          onChange={(size) => set('size', size)}
          options={[
            { value: 'small', label: words.sizes.small },
            { value: 'large', label: words.sizes.large },
          ]}
        />
      )}
      <Commune form={form} />
      <Elsewhere commune={values.commune} />
      <AddressField
        door="public"
        id="f-street"
        label={w.fields.street}
        value={values.street}
        commune={values.commune?.insee_code ?? null}
        onChange={(street) => set('street', street)}
        onPick={({ fills, commune_name }) => {
          set('street', fills.street ?? values.street);
          if (fills.postal_code) set('postal_code', fills.postal_code);
          if (fills.commune && !values.commune)
            set('commune', { insee_code: fills.commune, name: commune_name ?? fills.commune });
        }}
        error={errors.street ?? null}
      />
      <TextField
        label={w.fields.postal_code}
        inputMode="numeric"
        autoComplete="postal-code"
        {...field('postal_code')}
      />
      <TextField
        label={w.fields.website}
        type="url"
        inputMode="url"
        autoComplete="url"
        {...field('website')}
      />
      <AreaField label={w.fields.description} description={w.descriptionHint} {...field('description')} />
      <details className={css.more} open={numbered || undefined}>
        <summary>{w.numbers}</summary>
        <FieldStack>
          <p className={css.hint}>{w.numbersHint}</p>
          <TextField label="SIRET" inputMode="numeric" {...field('siret')} />
          {!company && <TextField label="RNA" {...field('rna')} />}
          {!company && <TextField label="AMALIA" description={w.amaliaHint} {...field('amalia')} />}
        </FieldStack>
      </details>
    </FieldStack>
  );
}

function Found({ form }: { form: JoinFields }) {
  const words = useWords(membersWords);
  const w = useWords(joinWords).form;
  const { values, set } = form;
  const fills = ({ fills: told, commune_name }: OrganisationFound): Fill[] => {
    const text = (name: keyof JoinValues & string, value: string | null | undefined): Fill => ({
      name,
      label: (w.told as Record<string, string>)[name] ?? name,
      value: value ?? '',
      shown: value ?? '',
    });
    return [
      text('name', told.name),
      { ...text('kind', told.kind), shown: words.kinds[told.kind] },
      { ...text('size', told.size), shown: told.size ? words.sizes[told.size] : '' },
      text('street', told.street),
      text('postal_code', told.postal_code),
      {
        name: 'commune',
        label: w.told.commune,
        value: told.commune ? { insee_code: told.commune, name: commune_name ?? told.commune } : null,
        shown: told.commune ? (commune_name ?? told.commune) : '',
      },
      text('siret', told.siret),
      text('siren', told.siren),
      text('rna', told.rna),
    ];
  };
  const typed = (name: string) => {
    if (name === 'kind') return values.kind ? words.kinds[values.kind] : '';
    if (name === 'size') return values.size ? words.sizes[values.size] : '';
    if (name === 'commune') return values.commune?.name ?? '';
    const value = values[name as keyof JoinValues];
    return typeof value === 'string' ? value : '';
  };
  return (
    <RegisterSearch
      door="public"
      hint={w.registerHint}
      commune={null}
      fills={fills}
      typed={typed}
      onFill={(all) => {
        for (const { name, value } of all) set(name as keyof JoinValues, value as never);
      }}
      onDown={(text) => {
        if (values.name.trim() === '' && isName(text)) set('name', text);
      }}
    />
  );
}

/** Accents, capitals, hyphens and spaces do not tell one name from another. */
const SPELLING = new Intl.Collator('fr', { sensitivity: 'base', ignorePunctuation: true });

/** By name or postal code; each says whether it is of the territory. */
function Commune({ form }: { form: JoinFields }) {
  const w = useWords(joinWords).form;
  const { values, set, errors } = form;
  const value = values.commune;
  const [text, setText] = useState(value?.name ?? '');
  const [told, setTold] = useState(value);
  if (value && value !== told) {
    setTold(value);
    setText(value.name);
  }
  const wanted = useSettled(text, 180);
  const found = useQuery(joinCommunesQuery(wanted === value?.name ? '' : wanted));
  const pick = (commune: NonNullable<typeof found.data>['items'][number]) => {
    setText(commune.name);
    set('commune', commune);
    if (!values.postal_code && commune.postal_codes.length === 1)
      set('postal_code', commune.postal_codes[0] ?? '');
  };
  const isAnswered = found.isSuccess && !found.isPlaceholderData && wanted === text;
  /** Its whole name is as good as a choice in the list, unless two bear it. */
  const leave = () => {
    const [named, other] = (isAnswered && !value ? found.data.items : []).filter(
      ({ name }) => SPELLING.compare(name, text) === 0,
    );
    if (named && !other) pick(named);
  };
  return (
    <TypeAhead
      id="f-commune"
      label={w.fields.commune}
      hint={w.communeHint}
      error={errors.commune ?? null}
      text={text}
      onText={(next) => {
        setText(next);
        if (value) set('commune', null);
      }}
      items={found.data?.items ?? []}
      settled={found.isSuccess && wanted === text}
      idOf={(commune) => commune.insee_code}
      render={(commune) => (
        <>
          <span>{commune.name}</span>
          <small>
            {[commune.postal_codes.join(', '), commune.in_territory ? '' : w.elsewhere]
              .filter(Boolean)
              .join(' · ')}
          </small>
        </>
      )}
      onPick={pick}
      onLeave={leave}
    />
  );
}

/** Outside the territory one may ask all the same, and is told to whom it goes. */
function Elsewhere({ commune }: { commune: (CommuneRef & { in_territory?: boolean }) | null }) {
  const w = useWords(joinWords).form;
  const club = useQuery(publicClubQuery).data;
  // One that a register filled in does not say: it is looked up.
  const known = useQuery(
    joinCommunesQuery(commune && commune.in_territory === undefined ? commune.name : ''),
  );
  const within =
    commune?.in_territory ??
    known.data?.items.find(({ insee_code }) => insee_code === commune?.insee_code)?.in_territory;
  if (!commune || within !== false) return null;
  const contact = [
    club?.contact_name,
    club?.contact_email,
    club?.contact_phone ? readablePhone(club.contact_phone) : '',
  ];
  return <Note>{w.outside(commune.name, contact.filter(Boolean).join(', '))}</Note>;
}
