const PART = /-\d{5}-of-(\d{5})(\.gguf)$/i;
const MOST_PARTS = 100;

/** All files of a model that is split (`name-00001-of-00003.gguf`), by the name of any of them; of any other model its one file. */
export function partsOf(file: string): string[] {
  const count = Number(PART.exec(file)?.[1] ?? 0);
  if (count === 0 || count > MOST_PARTS) return [file];
  const number = (part: number): string => String(part).padStart(5, '0');
  return Array.from({ length: count }, (_, part) => file.replace(PART, (_whole, total: string, ending: string) => `-${number(part + 1)}-of-${total}${ending}`));
}
