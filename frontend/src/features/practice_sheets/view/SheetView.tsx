/** A sheet as a reader has it before them: for whoever writes it, and for the member that is asked whether it is right. */
import type { ReactNode } from 'react';
import type { PlanStep, SheetContent, SheetFigure, SheetKind, SheetMedia, SheetPartner } from '@/api';
import { grammar, useDays, useLanguage, useWords } from '@/language';
import { MediaPicture } from './MediaPicture';
import { momentTold } from './moments';
import { Prose } from './Prose';
import css from './view.module.css';
import { SECTIONS, type SectionKey, viewWords } from './words';

export interface Viewed {
  kind: SheetKind;
  title: string;
  content: Partial<SheetContent>;
  partners: readonly SheetPartner[];
  media: readonly SheetMedia[];
  keywords: readonly string[];
}

interface ViewProps {
  sheet: Viewed;
  /** Of its title. */
  level: 2 | 3;
  /** Pictures are told by what is on them, where whoever reads may not fetch them. */
  pictures?: 'shown' | 'told';
}

export function SheetView({ sheet, level, pictures = 'shown' }: ViewProps) {
  const w = useWords(viewWords);
  const { content, media } = sheet;
  const Title = `h${level}` as const;
  const [below, deeper] = level === 2 ? ([3, 4] as const) : ([4, 5] as const);
  const beside = besideOf(sheet);
  const said = SECTIONS[sheet.kind].filter((key) => content.sections?.[key]?.trim() || beside[key]);
  const shown = media.filter(({ kind }) => kind === 'picture');
  const others = media.filter(({ kind }) => kind !== 'picture');
  const { name, email, phone } = content.contact ?? {};
  const contact = [name, email, phone].filter(Boolean).join(' · ');
  return (
    <article className={css.view}>
      <Title>{sheet.title}</Title>
      {content.summary && <p className={css.summary}>{content.summary}</p>}
      {pictures === 'shown'
        ? shown.map((picture) => (
            <figure key={picture.id}>
              <MediaPicture media={picture} />
              <figcaption>{picture.credit || picture.alt || w.undescribed}</figcaption>
            </figure>
          ))
        : shown.map((picture) => (
            <p key={picture.id} className={css.note}>
              {picture.alt ? w.picture(picture.alt) : w.undescribed}
            </p>
          ))}
      {said.length === 0 && !content.summary && <p className={css.note}>{w.empty}</p>}
      {said.map((key) => (
        <Section key={key} title={w.sections[key]} level={below}>
          <Prose text={content.sections?.[key] ?? ''} level={deeper} />
          {beside[key]}
        </Section>
      ))}
      {sheet.keywords.length > 0 && (
        <Section title={w.keywords} level={below}>
          <p>{sheet.keywords.join(', ')}</p>
        </Section>
      )}
      {others.length + (content.external_url ? 1 : 0) > 0 && (
        <Section title={w.elsewhere} level={below}>
          <ul>
            {others.map((medium) => (
              <li key={medium.id}>
                {medium.kind === 'document' ? (
                  medium.title
                ) : (
                  <a href={medium.url} rel="noopener noreferrer">
                    {medium.title}
                  </a>
                )}{' '}
                <small>{[w[medium.kind as 'video'], medium.published_in].filter(Boolean).join(', ')}</small>
              </li>
            ))}
            {content.external_url && (
              <li>
                <a href={content.external_url} rel="noopener noreferrer">
                  {content.external_url}
                </a>
              </li>
            )}
          </ul>
        </Section>
      )}
      {contact && (
        <Section title={w.contact} level={below}>
          <p>{contact}</p>
        </Section>
      )}
    </article>
  );
}

function Section({ title, level, children }: { title: string; level: 3 | 4; children: ReactNode }) {
  const Heading = `h${level}` as const;
  return (
    <section>
      <Heading>{title}</Heading>
      {children}
    </section>
  );
}

/** What stands in a section beside its text. */
function besideOf({ content, partners }: Viewed): Partial<Record<SectionKey, ReactNode>> {
  const { figures = [], planning = [], means } = content;
  return {
    ...(figures.length > 0 && { results_quantitative: <Figures figures={figures} /> }),
    ...(planning.length > 0 && { planning: <Planning planning={planning} /> }),
    ...(means?.fte != null && { human_means: <Amount fte={means.fte} /> }),
    ...(means?.euros != null && { financial_means: <Amount euros={means.euros} /> }),
    ...(partners.length > 0 && {
      partners: (
        <ul>
          {partners.map(({ member_id, name }) => (
            <li key={member_id ?? name}>{name}</li>
          ))}
        </ul>
      ),
    }),
  };
}

function Amount({ fte, euros }: { fte?: number; euros?: number }) {
  const w = useWords(viewWords);
  return <p>{fte !== undefined ? w.fte(fte) : w.euros(euros ?? 0)}</p>;
}

function Figures({ figures }: { figures: readonly SheetFigure[] }) {
  const w = useWords(viewWords);
  const { number } = grammar(useLanguage());
  const years = [...new Set(figures.flatMap(({ values }) => (values ?? []).map(({ year }) => year)))];
  years.sort((a, b) => a - b);
  const hasTarget = figures.some(({ target }) => target != null);
  const valueIn = (figure: SheetFigure, year: number) =>
    (figure.values ?? []).find((one) => one.year === year)?.value;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
    <section className={css.scroll} aria-label={w.figures} tabIndex={0}>
      <table className={css.figures}>
        <caption>{w.figures}</caption>
        <thead>
          <tr>
            <th scope="col">{w.indicator}</th>
            {years.map((year) => (
              <th key={year} scope="col">
                {year}
              </th>
            ))}
            {hasTarget && <th scope="col">{w.target}</th>}
          </tr>
        </thead>
        <tbody>
          {figures.map((figure, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
            <tr key={at}>
              <th scope="row">
                {[figure.label, figure.unit && `(${figure.unit})`].filter(Boolean).join(' ')}
              </th>
              {years.map((year) => {
                const value = valueIn(figure, year);
                return (
                  <td key={year}>
                    {value === undefined ? <span data-visually-hidden>{w.nothing}</span> : number(value)}
                  </td>
                );
              })}
              {hasTarget && <td>{figure.target != null && number(figure.target)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Planning({ planning }: { planning: readonly PlanStep[] }) {
  const w = useWords(viewWords);
  const days = useDays();
  const told = ({ from, until }: PlanStep) =>
    until ? w.until(momentTold(days, from), momentTold(days, until)) : momentTold(days, from);
  return (
    <dl className={css.planning}>
      {planning.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
        <div key={at}>
          <dt>{told(step)}</dt>
          <dd>{step.label}</dd>
        </div>
      ))}
    </dl>
  );
}
