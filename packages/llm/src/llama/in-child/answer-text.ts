import type { Channel } from '../protocol.js';
import type { Marker, Prompt } from './chat-format.js';
import type { Piece } from './vocabulary.js';

/**
 * Makes text of tokens: puts characters together that are spread over tokens, tells thought from answer, and takes the markers
 * out. What may still become a marker is held back.
 */
export class AnswerText {
  readonly #markers: Marker[];
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #inCharacter = false;
  #pending = '';
  #channel: Channel | null;
  /** White space before the first word of a channel is the template's. */
  #begun = false;
  #ended = false;

  constructor(
    { begins, markers }: Pick<Prompt, 'begins' | 'markers'>,
    private readonly emit: (channel: Channel, text: string) => void,
  ) {
    this.#channel = begins;
    this.#markers = markers;
  }

  /** True when a text came that ends the answer. */
  add({ text, control }: Piece): boolean {
    const added = this.#decode(text);
    // A control token that is no part of a marker is no text either.
    if (control && !this.#markers.some((marker) => marker.text.includes(added))) return this.#ended;
    this.#pending += added;
    this.#drain();
    return this.#ended;
  }

  /** The rest: nothing more can make a marker of it. */
  end(): void {
    if (this.#ended) return;
    this.#pending += this.#decoder.decode();
    this.#say(this.#pending);
    this.#pending = '';
  }

  #decode(text: string | Uint8Array): string {
    if (typeof text === 'string' && !this.#inCharacter) return text;
    this.#inCharacter = true;
    const decoded = this.#decoder.decode(typeof text === 'string' ? Buffer.from(text, 'utf8') : text, { stream: true });
    // Whole again when the decoder gives everything it was given.
    if (typeof text === 'string') this.#inCharacter = false;
    return decoded;
  }

  #drain(): void {
    for (;;) {
      const found = this.#firstMarker();
      if (found === null) break;
      const before = this.#pending.slice(0, found.at);
      this.#say(this.#channel === 'thought' ? before.trimEnd() : before);
      this.#pending = this.#pending.slice(found.at + found.marker.text.length);
      this.#enter(found.marker.opens);
      if (this.#ended) return;
    }
    const held = this.#heldBack();
    this.#say(this.#pending.slice(0, this.#pending.length - held));
    this.#pending = this.#pending.slice(this.#pending.length - held);
  }

  #firstMarker(): { marker: Marker; at: number } | null {
    let found: { marker: Marker; at: number } | null = null;
    for (const marker of this.#markers) {
      const at = this.#pending.indexOf(marker.text);
      if (at >= 0 && this.#counts(marker, this.#pending.slice(0, at)) && (found === null || at < found.at || (at === found.at && marker.text.length > found.marker.text.length))) found = { marker, at };
    }
    return found;
  }

  /** In an answer that has begun, a mark of thinking is what the answer speaks of; outside a thought nothing can end one. */
  #counts({ opens }: Marker, before: string): boolean {
    const isAnswering = this.#channel === 'answer' && (this.#begun || before.trim() !== '');
    if (opens === 'thought') return this.#channel !== 'thought' && !isAnswering;
    return opens !== 'answer' || !isAnswering;
  }

  #enter(opens: Marker['opens']): void {
    if (opens === 'end' || (opens === null && this.#channel === 'answer' && this.#begun)) {
      this.#ended = true;
      return;
    }
    this.#channel = opens;
    this.#begun = false;
  }

  /** Length of the end of the pending text that may be the beginning of a marker; in a thought also white space, which its end takes away. */
  #heldBack(): number {
    const { length } = this.#pending;
    let held = 0;
    for (const marker of this.#markers) {
      for (let part = Math.min(length, marker.text.length - 1); part > held; part--)
        if (marker.text.startsWith(this.#pending.slice(length - part)) && this.#counts(marker, this.#pending.slice(0, length - part))) held = part;
    }
    if (this.#channel !== 'thought') return held;
    return length - this.#pending.slice(0, length - held).trimEnd().length;
  }

  #say(text: string): void {
    if (this.#channel === null) return;
    const said = this.#begun ? text : text.trimStart();
    if (said === '') return;
    this.#begun = true;
    this.emit(this.#channel, said);
  }
}
