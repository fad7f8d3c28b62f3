/** Light, dark, or as the system says; kept by the browser. */
import { useMantineColorScheme } from '@mantine/core';

export type Appearance = 'light' | 'dark' | 'auto';
export const APPEARANCE_KEY = 'maillage.appearance';

export function useAppearance() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return {
    appearance: colorScheme as Appearance,
    setAppearance: setColorScheme as (next: Appearance) => void,
  };
}
