import { doSomeWork, everyPage } from './pages.js';
import type { Server } from './server.js';
import type { Visit } from './visit-pages.js';

/** Every page, with something on it, and who goes there. */
export const prepareEveryPage = async (server: Server, username: string): Promise<Visit> => {
  const { client, signInLink } = await server.register(username);
  const { id } = await client.users.me.query({});
  const pages = everyPage(await doSomeWork(server, client));
  return { links: { nobody: undefined, evaluator: signInLink, admin: server.signInLink }, pages: { ...pages, admin: { ...pages.admin, 'admin-user': `/admin/users/${id}` } } };
};
