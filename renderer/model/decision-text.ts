import type { AddressClass, DecisionStep, Denial } from '../../contract/network-decision.ts';
import type { AddressAnswer, AddressWay } from '../../contract/network-isolation.ts';
import type { JournalEntry } from '../../contract/network-journal.ts';
import { toldText } from './reason-text.ts';
import { words } from './words.ts';

/** What a verdict comes to: what the address question and the journal have a colour and a word for. */
export type VerdictKind = 'allowed' | 'refused' | 'depends' | 'unresolved';

/** The answer to an address question, in words. */
export interface AnswerText {
  readonly kind: VerdictKind;
  readonly sentence: string;
}

/** `10.0.0.5:80`, `[::1]:80` */
export function hostAndPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

export function answerText(answer: AddressAnswer): AnswerText {
  const { question } = words.isolation;
  const where = hostAndPort(answer.host, answer.port);
  switch (answer.kind) {
    case 'refusedByName':
      return { kind: 'refused', sentence: denialText(where, answer.refusal.denial) };
    case 'dependsOnAddresses':
      return { kind: 'depends', sentence: question.depends(answer.host) };
    case 'notResolved':
      return { kind: 'unresolved', sentence: question.unresolved(answer.host) };
    case 'noWay':
      return { kind: 'refused', sentence: question.noWay(where) };
    case 'proxied': {
      const texts = answer.ways.map((way) => wayText(where, way));
      // A way that is refused is followed by the next.
      return texts.find(({ kind }) => kind !== 'refused') ?? texts[0] ?? { kind: 'refused', sentence: '' };
    }
    case 'decided': {
      const verdicts = answer.decisions.map(({ verdict }) => verdict);
      const refused = verdicts.flatMap((verdict) => (verdict.kind === 'refused' ? [verdict.denial] : []));
      const classes = verdicts.flatMap((verdict) => (verdict.kind === 'allowed' ? [verdict.addressClass] : []));
      const [denial] = refused;
      const [addressClass] = classes;
      if (addressClass === undefined) {
        const isOneReason = refused.every(({ rule, layer }) => rule === denial?.rule && layer === denial?.layer);
        return {
          kind: 'refused',
          sentence:
            denial !== undefined && isOneReason
              ? denialText(where, denial)
              : question.refusedAll(where, verdicts.length),
        };
      }
      if (denial !== undefined) {
        return { kind: 'allowed', sentence: question.allowedSome(where, classes.length, verdicts.length) };
      }
      const isOneClass = classes.every((other) => other === addressClass);
      return {
        kind: 'allowed',
        sentence: isOneClass
          ? question.allowed(where, words.isolation.places[addressClass])
          : question.allowedAll(where, verdicts.length),
      };
    }
  }
}

/** What one way to a server comes to. */
export function wayText(where: string, way: AddressWay): AnswerText {
  const { ways } = words.isolation;
  if (way.kind === 'direct') return answerText(way.answer);
  const { proxy, asked, own } = way;
  if (asked.kind === 'refused') return { kind: 'refused', sentence: denialText(where, asked.denial) };
  const { kind, sentence } = answerText(own);
  return { kind, sentence: kind === 'allowed' ? ways.allowed(where, proxy) : ways.proxyNot(where, proxy, sentence) };
}

/** Why something is refused, as one sentence. */
export function denialText(where: string, denial: Denial): string {
  const { refused } = words.isolation;
  const { rule, layer = 'manifest' } = denial;
  const owner = refused.owners[layer];
  if (rule === undefined) return refused.noDestination(where);
  switch (rule) {
    case 'denied':
      return refused.denied(where, denial.entry ?? '', owner);
    case 'allowed':
      return refused.notAllowed(where, owner);
    case 'cloudMetadata':
      return refused.cloudMetadata(where, owner);
    case 'loopback':
      return refused.loopback(where, owner);
    case 'capability':
      return refused.capability(where, words.isolation.places[denial.addressClass], denial.needs ?? '', owner);
    case 'nameLookup':
      return refused.nameLookup(where, owner);
    case 'destination':
    case 'networkProfile':
      return refused.noDestination(where);
  }
}

/** One rule's line of the reasoning. */
export function stepText({ rule, saw, found, outcome }: DecisionStep): string {
  const { steps } = words.isolation;
  const passed = outcome === 'passed';
  switch (rule) {
    case 'destination':
      return (passed ? steps.destination : steps.noDestination)(saw, rangeText(found ?? ''));
    case 'denied':
      return found === null ? steps.notDenied(saw) : steps.denied(saw, found);
    case 'allowed':
      if (found === null) return steps.notAllowed(saw);
      return found === 'own server' ? steps.allowedOwnServer : steps.allowed(saw, found);
    case 'cloudMetadata':
      return (passed ? steps.metadataPassed : steps.metadataRefused)(saw, found ?? '');
    case 'networkProfile': {
      const [range = '', network = ''] = saw.split(', ');
      return steps.networkProfile(network, rangeText(range), classText(found ?? ''));
    }
    case 'loopback':
      if (found === null) return steps.loopbackRefused(saw);
      if (found === 'exemption') return steps.loopbackExempt(saw);
      return found === 'own server' ? steps.loopbackOwnServer(saw) : steps.loopbackRule(saw, found);
    case 'capability':
      return found === null ? steps.noCapability(classText(saw)) : steps.capability(classText(saw), found);
    case 'nameLookup':
      return found === null ? steps.notLookedUp(saw) : steps.mayBeReached(saw, found);
  }
}

/** Why a socket came to what it came to, in a few words: the last column of the journal. */
export function journalReason({ outcome, verdict, phase }: JournalEntry): string {
  const { journal } = words.isolation;
  switch (outcome.kind) {
    case 'opened':
      return phase === 'tls' ? journal.opened.tls : journal.opened.tcp;
    case 'failed':
      return outcome.error.cause ?? toldText(outcome.error);
    case 'canceled':
      return words.phases[phase];
    case 'refused': {
      const last = verdict?.steps.at(-1);
      return last === undefined ? '' : `${words.isolation.steps.rules[last.rule]}: ${stepText(last)}`;
    }
  }
}

/** What an address is to network isolation, in words. */
export function classText(addressClass: string): string {
  const { classes } = words.isolation;
  // The names of an object literal of this very type, and what else main may come to say.
  return classes[addressClass as AddressClass] ?? addressClass;
}

function rangeText(range: string): string {
  const { ranges } = words.isolation;
  return Object.hasOwn(ranges, range) ? ranges[range as keyof typeof ranges] : range;
}
