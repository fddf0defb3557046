import { config } from 'zod';

// Without it zod tries `new Function`, which the content security policy refuses, with an error in the console.
config({ jitless: true });

export * from '@llamune/contracts';
