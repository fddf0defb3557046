/** The data of server-sent events, from bytes that may be cut anywhere. Comments and other fields are skipped. */
export class SseData {
  readonly #decoder = new TextDecoder();
  /** Of the line that is not complete yet. Joined only once, so that a byte at a time costs no more than all at once. */
  #pieces: string[] = [];
  #length = 0;
  #afterReturn = false;
  #data: string[] = [];

  /** @param longest Characters of one event. */
  constructor(private readonly longest: number) {}

  /** @throws {RangeError} when an event is longer than allowed. */
  *feed(bytes: Uint8Array): Generator<string, void, undefined> {
    let text = this.#decoder.decode(bytes, { stream: true });
    if (text === '') return;
    if (this.#afterReturn && text.startsWith('\n')) text = text.slice(1);
    this.#afterReturn = text.endsWith('\r');
    const lines = text.split(/\r\n|\r|\n/);
    const rest = lines.pop() ?? '';
    for (const line of lines) {
      this.#add(line);
      yield* this.#endOfLine();
    }
    this.#add(rest);
  }

  /** An event whose empty line never came: some servers close right after their last line. A line that is not complete does not count. */
  *end(): Generator<string, void, undefined> {
    yield* this.#endOfEvent();
  }

  #add(piece: string): void {
    if (piece === '') return;
    this.#pieces.push(piece);
    this.#length += piece.length;
    if (this.#length > this.longest) throw new RangeError('The event is too long');
  }

  *#endOfLine(): Generator<string, void, undefined> {
    const line = this.#pieces.join('');
    this.#pieces = [];
    if (line === '') return yield* this.#endOfEvent();
    const [, data] = /^data: ?(.*)$/s.exec(line) ?? [];
    if (data === undefined) this.#length -= line.length;
    else this.#data.push(data);
  }

  *#endOfEvent(): Generator<string, void, undefined> {
    const data = this.#data;
    this.#data = [];
    this.#length = 0;
    if (data.length > 0) yield data.join('\n');
  }
}
