// npm start: install, build, then become the server. One process, so that Ctrl-C and kill reach it directly.
import { build } from './build.mjs';
import { install, root } from './install.mjs';

process.chdir(root);
install();
console.log('ビルドしています（変更がなければすぐに終わります）…');
build();
process.env.NODE_ENV ??= 'production';
await import('../apps/api/dist/main.js');
