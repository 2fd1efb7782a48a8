import type { Attempt, AttemptPhase, CertificateSummary, PolicyPhase, TlsPhase } from '../../contract/attempt.ts';
import type { DecisionStep, Verdict } from '../../contract/network-decision.ts';
import { hostAndPort, proxyText } from './attempt-timeline.ts';
import { classText, stepText } from './decision-text.ts';
import { showControls } from './control-characters.ts';
import { tlsAlertName } from './tls-alerts.ts';
import { words } from './words.ts';
import { errorText } from './error-text.ts';

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** A part of what one phase left behind, raw. Nothing in it is markup. */
export type EvidencePart =
  | { readonly kind: 'facts'; readonly title?: string; readonly facts: readonly Fact[] }
  | { readonly kind: 'text'; readonly title: string; readonly text: string }
  | {
      readonly kind: 'table';
      readonly title: string;
      readonly columns: readonly string[];
      readonly rows: readonly EvidenceRow[];
    };

export interface EvidenceRow {
  readonly cells: readonly string[];
  /** Whether its last cell is good news. */
  readonly isGood: boolean;
}

/** What one phase of an attempt left behind; the chain stands where it is judged, though it came before. */
export function evidenceOf({ phases }: Attempt, index: number): readonly EvidencePart[] {
  const [before, phase, after] = [phases[index - 1], phases[index], phases[index + 1]];
  if (phase === undefined) return [];
  if (isHandshake(phase) && isJudgement(after)) return evidenceParts({ ...phase, certificates: [] });
  if (isJudgement(phase) && isHandshake(before) && phase.certificates === undefined) {
    return evidenceParts({ ...phase, certificates: before.certificates ?? [] });
  }
  return evidenceParts(phase);
}

function isHandshake(phase: AttemptPhase | undefined): phase is TlsPhase {
  return phase?.phase === 'tls' && phase.step === 'handshake';
}

function isJudgement(phase: AttemptPhase | undefined): phase is TlsPhase {
  return phase?.phase === 'tls' && phase.step === 'certificate';
}

/** What a phase left behind, in the order in which it is read. */
export function evidenceParts(phase: AttemptPhase): readonly EvidencePart[] {
  const parts = [...partsOf(phase)];
  const { error } = phase;
  if (error !== undefined) {
    const codes = [error.cause, error.status].filter(Boolean).join(', ');
    parts.push(
      facts([[words.troubleshoot.evidence.error, codes === '' ? errorText(error) : `${errorText(error)} (${codes})`]]),
      ...receivedParts(error.received ?? ''),
    );
  }
  return parts.filter((part) => part.kind !== 'facts' || part.facts.length > 0);
}

/** Bytes of a peer as text, and as they are. */
function receivedParts(received: string): readonly EvidencePart[] {
  // No byte is that large: what stands there is a mask.
  const hex = Array.from(received, (byte) =>
    byte > '\u00ff' ? byte : byte.charCodeAt(0).toString(16).padStart(2, '0'),
  ).join(' ');
  const { evidence } = words.troubleshoot;
  return [...textPart(evidence.received, received), ...textPart(evidence.receivedBytes, hex)];
}

function partsOf(phase: AttemptPhase): readonly EvidencePart[] {
  const { evidence } = words.troubleshoot;
  switch (phase.phase) {
    case 'dns':
      return [
        facts([
          [evidence.name, phase.name],
          [evidence.answers, phase.answers === undefined ? undefined : listed(phase.answers, evidence.noAnswers)],
        ]),
      ];
    case 'policy':
      return policyParts(phase);
    case 'tcp':
      return [
        facts([
          [evidence.address, hostAndPort(phase.address, phase.port)],
          [evidence.localAddress, phase.localAddress],
        ]),
      ];
    case 'proxy':
      if (phase.step === 'choose') return [facts([[evidence.proxies, phase.proxies?.map(proxyText).join(', ')]])];
      return [
        facts([
          [evidence.proxy, proxyText(phase.proxy)],
          [evidence.target, phase.target],
          [evidence.status, phase.status?.toString()],
          [evidence.method, phase.method === undefined ? undefined : evidence.methods[phase.method]],
        ]),
        ...textPart(phase.isRequestHeadCut === true ? evidence.requestCut : evidence.request, phase.requestHead),
        ...textPart(evidence.response, phase.responseHead),
        ...textPart(evidence.body, phase.body),
      ];
    case 'tls':
      return [
        facts([
          [evidence.serverName, phase.serverName === '' ? evidence.noServerName : phase.serverName],
          [evidence.protocol, phase.protocol],
          [evidence.cipher, phase.cipher],
          [evidence.alpn, phase.alpn === '' ? undefined : phase.alpn],
          [evidence.code, phase.code],
          [
            evidence.alert,
            phase.alert === undefined ? undefined : `${phase.alert} ${tlsAlertName(phase.alert)}`.trim(),
          ],
          [evidence.problems, phase.certificateErrors?.join(', ')],
        ]),
        ...(phase.certificates ?? []).map(certificatePart),
      ];
    case 'upgrade':
      return [
        facts([[evidence.url, phase.url]]),
        ...checksPart(phase.checks ?? []),
        ...textPart(phase.isRequestHeadCut === true ? evidence.requestCut : evidence.request, phase.requestHead),
        ...textPart(evidence.response, phase.responseHead),
        ...textPart(phase.isBodyCut === true ? evidence.bodyCut : evidence.body, phase.body),
      ];
  }
}

function policyParts(phase: PolicyPhase): readonly EvidencePart[] {
  const { evidence } = words.troubleshoot;
  const verdict = phase.verdict as Verdict | undefined; // what `decide` answered
  const about = facts([
    [evidence.address, hostAndPort(phase.address, phase.port)],
    [evidence.verdict, verdict && words.isolation.question.verdicts[verdict.kind]],
    [
      evidence.class,
      verdict && classText(verdict.kind === 'allowed' ? verdict.addressClass : verdict.denial.addressClass),
    ],
    [evidence.needs, verdict?.kind === 'refused' ? verdict.denial.needs : undefined],
  ]);
  if (verdict === undefined || verdict.steps.length === 0) return [about];
  const { owner, rule, why, outcome } = evidence.stepColumns;
  return [
    about,
    { kind: 'table', title: evidence.steps, columns: [owner, rule, why, outcome], rows: verdict.steps.map(stepRow) },
  ];
}

function stepRow(step: DecisionStep): EvidenceRow {
  const { layers, rules, outcomes } = words.isolation.steps;
  const { layer, rule, outcome } = step;
  return {
    cells: [layers[layer], rules[rule], oneLine(stepText(step)), outcomes[outcome]],
    isGood: outcome === 'passed',
  };
}

function checksPart(checks: Extract<AttemptPhase, { phase: 'upgrade' }>['checks'] & {}): readonly EvidencePart[] {
  if (checks.length === 0) return [];
  const { evidence } = words.troubleshoot;
  const { header, expected, got, result } = evidence.checkColumns;
  const rows = checks.map((check): EvidenceRow => {
    const value = check.got === '' ? evidence.missing : oneLine(check.got);
    return { cells: [check.header, check.expected, value, check.ok ? evidence.ok : evidence.wrong], isGood: check.ok };
  });
  return [{ kind: 'table', title: evidence.checks, columns: [header, expected, got, result], rows }];
}

function certificatePart(certificate: CertificateSummary, index: number): EvidencePart {
  const { evidence } = words.troubleshoot;
  return {
    ...facts([
      [evidence.subject, certificate.subject],
      [evidence.issuer, certificate.issuer],
      [evidence.valid, evidence.validity(certificate.validFrom, certificate.validTo)],
      [evidence.names, certificate.subjectAltName],
      [evidence.fingerprint, certificate.fingerprint256],
    ]),
    title: evidence.certificate(index + 1),
  };
}

function facts(
  pairs: readonly (readonly [label: string, value: string | undefined])[],
): EvidencePart & { kind: 'facts' } {
  return {
    kind: 'facts',
    facts: pairs.flatMap(([label, value]) =>
      value === undefined || value === '' ? [] : [{ label, value: oneLine(value) }],
    ),
  };
}

/** A head or a body: its lines stay, no other control character acts. */
function textPart(title: string, text: string | undefined): readonly EvidencePart[] {
  const shown = (text ?? '')
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => showControls(line.replaceAll('\t', '    ')))
    .join('\n');
  return shown === '' ? [] : [{ kind: 'text', title, text: shown }];
}

function oneLine(text: string): string {
  return showControls(text.replaceAll(/\s*\n\s*/g, ', '));
}

function listed(values: readonly string[], none: string): string {
  return values.length === 0 ? none : values.join(', ');
}
