import { DomainError } from './errors.js';

/** @throws {DomainError} invalid, for what is no name of a time zone. PostgreSQL also takes `+09:00`, but means the other direction. */
export const requireTimeZone = (timeZone: string) => {
  if (!/^[A-Za-z][\w+/-]*$/.test(timeZone) || !isKnown(timeZone)) throw new DomainError('invalid', `time_zone: "${timeZone}" is not the name of a time zone, as Asia/Tokyo or UTC.`);
};

const isKnown = (timeZone: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }));
  } catch {
    return false;
  }
};
