import { notFound } from '@tanstack/react-router';

/** A number of a row in an address. Anything else is a page that does not exist, not a request to the server. */
export const idParam = <Name extends string>(name: Name) => ({
  parse: (params: Record<Name, string>) => {
    const text = params[name];
    if (!/^[1-9]\d{0,9}$/.test(text)) throw notFound();
    return { [name]: Number(text) } as Record<Name, number>;
  },
  stringify: (params: Record<Name, number>) => ({ [name]: String(params[name]) }) as Record<Name, string>,
});
