import { samplingDefaults, type Sampling } from '@llamune/contracts';

type Name = keyof Sampling;
export const samplingNames = Object.keys(samplingDefaults) as Name[];

/** The defaults as the texts of a form; an empty seed means a new one for each question. */
export const samplingTexts = Object.fromEntries(samplingNames.map((name) => [name, samplingDefaults[name] === null ? '' : String(samplingDefaults[name])])) as Record<Name, string>;

/** Back to numbers. Full-width digits are what an input method types; an emptied field is its default. */
export const samplingFrom = (texts: Record<Name, string>) =>
  Object.fromEntries(
    samplingNames.flatMap((name) => {
      const text = texts[name].normalize('NFKC').trim();
      return text === '' ? [] : [[name, Number(text)]];
    }),
  );
