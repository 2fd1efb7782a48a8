import { readFileSync } from 'node:fs';
import { probe, type ProbeOutcome, type ProbeRequest } from './probe.ts';

// Runs in a process of its own: takes a file of requests, prints the outcomes, both as JSON.
const [, , file = ''] = process.argv;
const requests = JSON.parse(readFileSync(file, 'utf8')) as readonly ProbeRequest[]; // written by electron-probe.ts
const outcomes: ProbeOutcome[] = [];
for (const request of requests) outcomes.push(await probe(request));
process.stdout.write(JSON.stringify(outcomes));
