// A Probot app that looks for /chatops in new comments and does nothing about it: node probot-ack.mjs BASE APP KEYFILE SECRET PORT. Prints "ready" when it listens.
import { readFileSync } from 'node:fs';
import { Probot, Server } from 'probot';

const [baseUrl, appId, keyFile, secret, port] = process.argv.slice(2);
const options = { appId, privateKey: readFileSync(keyFile, 'utf8'), secret, baseUrl, logLevel: 'error' };
const log = (await import('pino')).default({ level: 'error' });
const server = new Server({ port: Number(port), host: '127.0.0.1', webhookPath: '/github/webhooks', log, Probot: Probot.defaults({ ...options, log }) });
let commands = 0;
await server.load((app) => {
  app.on('issue_comment.created', async ({ payload, isBot }) => {
    if (!isBot && /^\/chatops\b/m.test(payload.comment.body)) commands += 1;
  });
});
await server.start();
console.log('ready');
