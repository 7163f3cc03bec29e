// Sends one event by PagerDuty's own client: node send-pagerduty.mjs HOST:PORT EVENT-AS-JSON
import { event } from '@pagerduty/pdjs';

const [server, data] = process.argv.slice(2);
const answer = await event({ server, data: JSON.parse(data) });
console.log(JSON.stringify({ status: answer.status, data: answer.data }));
if (answer.status !== 202) process.exit(1);
