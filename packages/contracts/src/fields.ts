import { z } from 'zod';

// PostgreSQL's text cannot hold NUL, and UTF-8 cannot hold half a surrogate pair: both are refused here, by field, not by the database.
const isStorable = (text: string) => !text.includes('\u0000') && text.isWellFormed();

/** Text of at most `max` UTF-16 code units that the database can hold. */
export const text = (max: number) => z.string().max(max).refine(isStorable, 'Must not contain NUL or half a surrogate pair');
/** The same, and more than white space. */
export const filledText = (max: number) => text(max).refine((value) => value.trim() !== '', 'Must not be blank');

/** A row's number: a positive PostgreSQL `integer`. */
export const id = z.int().min(1).max(2_147_483_647);
/** ISO 8601 with zone. */
export const timestamp = z.iso.datetime({ offset: true });
/** Rows of one page. */
export const limit = z.int().min(1).max(1000).default(1000);
/** Rows older than the one of this number: the next page. */
export const before = id.optional().describe('Only rows with a smaller id: the next page');
