import { createContext } from 'react';

/** Closes the menu that this stands in. */
export const Closing = createContext<(() => void) | null>(null);
