/** Something large is about to be done: the person is asked first. */
import type { Signals } from './signals';

export interface Question {
  rows: number;
  answer: (yes: boolean) => void;
}

export class Asking {
  question: Question | null = null;

  constructor(private readonly signals: Signals) {}

  /** Whether so many rows may get another name. */
  rename(rows: number): Promise<boolean> {
    return new Promise((resolve) => {
      const answer = (yes: boolean) => {
        this.question = null;
        this.signals.tell('work');
        resolve(yes);
      };
      this.question = { rows, answer };
      this.signals.tell('work');
    });
  }
}
