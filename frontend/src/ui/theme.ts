/** Mantine dressed in our tokens, with the cures its components need (contrast of borders, hints, placeholders). */
import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core';

const sapin: MantineColorsTuple = [
  '#EBF6F0',
  '#D5EBE0',
  '#AED8C4',
  '#82C3A5',
  '#55AB86',
  '#2F916A',
  '#1B7854',
  '#0F5C43',
  '#0C4735',
  '#093226',
];

export const theme: MantineThemeOverride = createTheme({
  fontFamily: 'var(--text)',
  headings: { fontFamily: 'var(--display)', fontWeight: '650' },
  colors: { sapin },
  primaryColor: 'sapin',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  defaultRadius: 12,
  respectReducedMotion: true,
  components: {
    Input: {
      // Mantine's own border is under 3:1, and a plain CSS rule would lose to its lazily loaded sheets.
      vars: () => ({
        wrapper: {
          '--input-bd': 'var(--line-strong)',
          '--input-bg': 'var(--surface)',
          '--input-color': 'var(--ink)',
          '--input-height': '44px',
          '--input-fz': '1rem',
          '--input-radius': 'var(--r-control)',
          '--input-placeholder-color': 'var(--ink-3)',
          '--input-bd-focus': 'var(--brand)',
        },
      }),
    },
  },
});

const dimmed = {
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-error': 'var(--err)',
  '--mantine-color-anchor': 'var(--brand-ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: dimmed, dark: dimmed });
