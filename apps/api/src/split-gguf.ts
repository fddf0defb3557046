const partName = /^(.*)-(\d{5})-of-(\d{5})\.gguf$/i;
const mostParts = 500;

/** Which part a file is of a model that is split into several files (`…-00001-of-00003.gguf`); null: it is whole. */
export const splitPart = (file: string): { part: number; parts: number; set: string } | null => {
  const [, stem, part, parts] = partName.exec(file) ?? [];
  return part && parts ? { part: Number(part), parts: Number(parts), set: `${stem}-of-${parts}` } : null;
};

/** The files that make up a model, its first part first; of a whole file only itself. A model is always named by its first part. */
export const partsOf = (file: string): string[] => {
  const split = splitPart(file);
  if (!split || split.part !== 1 || split.parts < 1 || split.parts > mostParts) return [file];
  return Array.from({ length: split.parts }, (_, index) => file.replace(/-00001-of-(?=\d{5}\.gguf$)/i, `-${String(index + 1).padStart(5, '0')}-of-`));
};
