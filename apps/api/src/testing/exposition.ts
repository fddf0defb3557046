type Labels = Record<string, string>;
export interface Sample {
  name: string;
  labels: Labels;
  value: number;
}

const name = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const label = String.raw`[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\[\\"n])*"`;
const number = String.raw`[+-]?(?:\d+(?:\.\d*)?(?:e[+-]?\d+)?|inf|nan)`;
const helpLine = new RegExp(String.raw`^# HELP (${name}) (?:[^\\\n]|\\[\\n])*$`);
const typeLine = new RegExp(`^# TYPE (${name}) (counter|gauge|histogram)$`);
const sampleLine = new RegExp(String.raw`^(${name})(?:\{(${label}(?:,${label})*)\})? (${number})$`, 'i');

/** Reads the text format of Prometheus (0.0.4) as strictly as its grammar is. @throws {Error} naming the line that breaks it. */
export const parseExposition = (text: string): Sample[] => {
  if (!text.endsWith('\n')) throw new Error('The last line does not end');
  const types = new Map<string, string>();
  const series = new Set<string>();
  const samples: Sample[] = [];
  let family = '';
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const refuse = (why: string) => new Error(`${why}: ${line}`);
    if (helpLine.test(line)) continue;
    const type = typeLine.exec(line);
    if (type) {
      family = type[1]!;
      if (types.has(family)) throw refuse('A family is declared twice');
      types.set(family, type[2]!);
      continue;
    }
    const sample = sampleLine.exec(line);
    if (!sample) throw refuse('Not a line of the format');
    const parsed = { name: sample[1]!, labels: labelsOf(sample[2] ?? ''), value: numberOf(sample[3]!) };
    const endings = types.get(family) === 'histogram' ? ['_bucket', '_sum', '_count'] : [''];
    if (!endings.some((ending) => parsed.name === family + ending)) throw refuse('A sample outside its family');
    const key = keyOf(parsed.name, parsed.labels);
    if (series.has(key)) throw refuse('A series is there twice');
    if (types.get(family) === 'counter' && !(parsed.value >= 0)) throw refuse('A counter below 0');
    series.add(key);
    samples.push(parsed);
  }
  checkHistograms(samples);
  return samples;
};

/** @throws {Error} when there is no such series, or more than one. */
export const valueOf = (samples: readonly Sample[], wanted: string, labels: Labels = {}): number => {
  const found = samples.filter((sample) => sample.name === wanted && Object.entries(labels).every(([key, value]) => sample.labels[key] === value));
  if (found.length !== 1) throw new Error(`${found.length} series ${keyOf(wanted, labels)}`);
  return found[0]!.value;
};

/** Buckets rise, and the last one holds all. */
const checkHistograms = (samples: readonly Sample[]) => {
  const counts = new Map<string, number>();
  for (const { name: own, labels, value } of samples) {
    if (!own.endsWith('_bucket')) continue;
    const { le, ...rest } = labels;
    const key = keyOf(own.slice(0, -'_bucket'.length), rest);
    if (value < (counts.get(key) ?? 0)) throw new Error(`A bucket holds less than the one below it: ${key} ${le}`);
    counts.set(key, value);
    if (le === '+Inf' && valueOf(samples, own.replace(/_bucket$/, '_count'), rest) !== value) throw new Error(`The buckets do not hold all: ${key}`);
  }
};

const numberOf = (text: string) => (/inf/i.test(text) ? (text.startsWith('-') ? -Infinity : Infinity) : Number(text.replace(/nan/i, 'NaN')));
const unescaped = (text: string) => text.replaceAll(/\\(.)/g, (_all, character: string) => (character === 'n' ? '\n' : character));
const labelsOf = (text: string): Labels => Object.fromEntries([...text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, value]) => [key!, unescaped(value!)]));
const keyOf = (own: string, labels: Labels) => `${own}${JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)))}`;
