import { isSame, namesIn, type Edits } from './fields';

interface Merge {
  /** What is still to be saved. */
  edits: Edits;
  /** What somebody else has put where this person wrote too: a person has to choose. */
  theirs: Edits;
}

/**
 * Three states of a judgement made into one: what was written, upon what was seen, and what is there now. A field that one side alone
 * has changed is that side's; one that both changed, each to something else, is left to a person.
 * `sent` is what is on its way from here: to meet it is to meet oneself. `open` are fields about which a person has not decided yet.
 */
export const merge = (edits: Edits, { seen, now, sent = {}, open = {} }: { seen: Edits; now: Edits; sent?: Edits; open?: Edits }): Merge => {
  const merged: Merge = { edits: {}, theirs: {} };
  for (const name of namesIn(edits)) {
    const [mine, there] = [edits[name], now[name]];
    if (isSame(mine, there)) continue;
    Object.assign(merged.edits, { [name]: mine });
    const isUntouched = isSame(there, seen[name]) || (name in sent && isSame(there, sent[name]));
    if (name in open || !isUntouched) Object.assign(merged.theirs, { [name]: there });
  }
  return merged;
};
