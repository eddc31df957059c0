/** What there is to an error: its HTTP status, and what it says. */

export type Language = 'vi' | 'en';

/** A text in both languages of the product. */
export type Words = Readonly<Record<Language, string>>;

export interface ErrorEntry extends Words {
  readonly status: number;
  /** What is said of a word in the details, where a message holds it. */
  readonly terms?: Readonly<Record<string, Words>>;
}
