import { expect, test } from 'vitest';
import type { Capability } from '../../contract/network-policy.ts';
import { decide, type OwnEnds } from './decide.ts';
import { nothingDeclared, type NetworkPolicy } from './policy.ts';

const none: ReadonlySet<number> = new Set();
const own: OwnEnds = { ports: none, addresses: new Set() };

function policy(capabilities: readonly Capability[], loopbackExempt = false): NetworkPolicy {
  return { capabilities: new Set(capabilities), loopbackExempt };
}

function needs(address: string, declared: NetworkPolicy, ownPorts = none): string | undefined {
  const verdict = decide({ address, port: 8080 }, declared, { ports: ownPorts, addresses: new Set() });
  return verdict.kind === 'allowed' ? 'allowed' : verdict.denial.needs;
}

test('an app that declares nothing reaches nothing', () => {
  expect(needs('8.8.8.8', nothingDeclared)).toBe('internetClient');
  expect(needs('10.0.0.5', nothingDeclared)).toBe('privateNetworkClientServer');
  expect(needs('127.0.0.1', nothingDeclared)).toBe('loopback exemption');
});

test('an internet capability never opens the local network, and the other way round', () => {
  for (const internet of ['internetClient', 'internetClientServer'] as const) {
    expect(needs('8.8.8.8', policy([internet]))).toBe('allowed');
    expect(needs('192.168.0.1', policy([internet]))).toBe('privateNetworkClientServer');
  }
  expect(needs('192.168.0.1', policy(['privateNetworkClientServer']))).toBe('allowed');
  expect(needs('8.8.8.8', policy(['privateNetworkClientServer']))).toBe('internetClient');
});

test('an IPv4-mapped address cannot pass for another class', () => {
  expect(needs('::ffff:10.0.0.5', policy(['internetClient']))).toBe('privateNetworkClientServer');
  expect(needs('::ffff:127.0.0.1', policy(['internetClient', 'privateNetworkClientServer']))).toBe(
    'loopback exemption',
  );
});

test('loopback needs an exemption, but not for a port of the app itself', () => {
  expect(needs('127.0.0.1', policy([], true))).toBe('allowed');
  expect(needs('127.0.0.1', policy([]), new Set([8080]))).toBe('allowed');
  expect(needs('::1', policy([]), new Set([8080]))).toBe('allowed');
  expect(needs('127.0.0.1', policy([]), new Set([8081]))).toBe('loopback exemption');
  // Another program can have the same port at another address.
  for (const address of ['127.0.0.2', '::ffff:127.0.0.2', '0.0.0.0', '::']) {
    expect(needs(address, policy([]), new Set([8080]))).toBe('loopback exemption');
  }
});

test('no capability allows multicast or broadcast, and the denial names none', () => {
  const verdict = decide({ address: '224.0.0.1', port: 80 }, policy(['internetClient'], true), own);
  expect(verdict).toEqual({
    kind: 'refused',
    denial: { address: '224.0.0.1', addressClass: 'notUnicast', rule: 'destination', layer: 'manifest' },
    steps: [{ layer: 'manifest', rule: 'destination', saw: '224.0.0.1', found: 'multicast', outcome: 'refused' }],
  });
});
