import { createServer, request } from 'node:http';
import { connect } from 'node:net';

// node slow-network.mjs PORT MILLISECONDS: a proxy between the browser of the journeys and the server, on which everything that is asked
// of the API takes so long there, and so long back. It brings to light what happens once in twenty runs: a journey that sees what it did
// at the server and goes on before the page knows, or a page that forgets what was pressed while something was on its way.
const [port, milliseconds] = process.argv.slice(2).map(Number);

const proxy = createServer((asked, answer) => {
  /** @param {() => void} next */
  const later = (next) => (asked.url?.includes('/trpc/') ? setTimeout(next, milliseconds) : next());
  later(() => {
    const passed = request(asked.url ?? '', { method: asked.method, headers: asked.headers, agent: false }, (answered) =>
      later(() => {
        answer.writeHead(answered.statusCode ?? 502, answered.headers);
        answer.flushHeaders();
        answered.pipe(answer);
        answered.on('error', () => answer.destroy());
      }),
    );
    passed.on('error', () => answer.destroy());
    answer.on('close', () => passed.destroy());
    asked.pipe(passed);
  });
});
// What a journey itself asks is passed on as it is.
proxy.on('connect', ({ url }, client) => {
  const { hostname, port: to } = new URL(`http://${url}`);
  const server = connect(Number(to), hostname, () => client.write('HTTP/1.1 200 Connection Established\r\n\r\n'));
  client.on('error', () => server.destroy());
  server.on('error', () => client.destroy());
  server.pipe(client).pipe(server);
});
proxy.listen(port, '127.0.0.1');
