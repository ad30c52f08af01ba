import type { Value } from './schema.ts';

/** An axis value in a template: text where it is printed, and a mapping of what it carries. */
export class AxisValue {
  readonly #text: string;

  constructor(text: string, carried: Readonly<Record<string, Value>>) {
    this.#text = text;
    // With their getters: what is carried may be rendered when it is looked at.
    Object.defineProperties(this, Object.getOwnPropertyDescriptors(carried));
  }

  toString(): string {
    return this.#text;
  }

  /** In JSON it is text too. */
  toJSON(): string {
    return this.#text;
  }
}
