const LONGEST = 300;

/** What another server said, fit for an error message: one line, bounded, without invisible characters and without the key. */
export function saidText(text: string, apiKey: string | undefined, longest = LONGEST): string {
  const redacted = apiKey ? text.replaceAll(apiKey, '…') : text;
  const line = redacted.slice(0, 20 * longest).replaceAll(/[\s\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return line.length > longest ? `${line.slice(0, longest).toWellFormed()}…` : line;
}
