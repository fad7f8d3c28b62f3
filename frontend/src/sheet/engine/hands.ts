/** What changes cells. The first picture of a sheet has no need of it: it comes a little later, as a part of its own. */
import { answers } from './answers';
import { Edits } from './edits';
import type { Engine } from './engine';
import { Ranges } from './ranges';
import { Saving } from './saving';
import { TakingBack } from './takingBack';

export { handsSpeak } from '../words/hands';

export class Hands {
  readonly edits: Edits;
  readonly back: TakingBack;
  readonly ranges: Ranges;

  constructor(engine: Engine) {
    const saving = new Saving(answers(engine));
    engine.saving = saving;
    this.edits = new Edits(engine, saving);
    this.back = new TakingBack(engine, this.edits, saving);
    this.ranges = new Ranges(engine, this.edits);
  }
}
