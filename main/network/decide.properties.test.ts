import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import {
  capabilityNames,
  networkPolicySchema,
  networkProfiles,
  type CustomNetworkPolicy,
  type UserNetworkPolicy,
} from '../../contract/network-policy.ts';
import { declaring, nowhere } from '../../tests/support/network-policies.ts';
import { classifyAddress } from './address-class.ts';
import { decide, refuseName, type OwnEnds, type Target } from './decide.ts';
import { parseHost } from './host.ts';
import { effectivePolicy, type NetworkPolicy } from './policy.ts';

type Bytes = readonly [number, number, number, number];

const byte = fc.integer({ min: 0, max: 255 });

/** Any IPv4 address, those at the borders of a range more often. */
const ipv4: fc.Arbitrary<Bytes> = fc.oneof(
  fc.tuple(byte, byte, byte, byte),
  fc.tuple(
    fc.constantFrom(0, 9, 10, 11, 100, 126, 127, 128, 168, 169, 172, 192, 198, 203, 223, 224, 239, 240, 255),
    fc.constantFrom(0, 15, 16, 31, 32, 63, 64, 100, 127, 168, 253, 254, 255),
    fc.constantFrom(0, 1, 100, 113, 169, 255),
    fc.constantFrom(0, 1, 2, 200, 254, 255),
  ),
);

const dotted = (bytes: readonly number[]): string => bytes.join('.');
const hex = (one = 0, other = 0): string => (one * 256 + other).toString(16);

/** One number of an IPv4 spelling: decimal, octal with any number of zeros, or hexadecimal in either case. */
const number = (value: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constant(String(value)),
    fc.integer({ min: 1, max: 4 }).map((zeros) => '0'.repeat(zeros) + value.toString(8)),
    fc.constantFrom(`0x${value.toString(16)}`, `0X${value.toString(16).toUpperCase()}`, `0x000${value.toString(16)}`),
  );

/** Every way to write an IPv4 address that a URL takes: one to four numbers, the last of which takes the rest. */
const spelling = (bytes: Bytes): fc.Arbitrary<string> =>
  fc
    .integer({ min: 1, max: 4 })
    .chain((count) => {
      const last = bytes.slice(count - 1).reduce((value, next) => value * 256 + next, 0);
      return fc.tuple(...[...bytes.slice(0, count - 1), last].map(number));
    })
    .chain((numbers) => fc.constantFrom(numbers.join('.'), `${numbers.join('.')}.`))
    .chain((text) => fc.constantFrom(text, fullWidth(text), percentEncoded(text)));

const fullWidth = (text: string): string => text.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
const percentEncoded = (text: string): string => text.replace(/\d/g, (digit) => `%3${digit}`);

/** IPv6 addresses that carry an IPv4 address and are nothing themselves. */
const carriers: Readonly<Record<string, (bytes: Bytes) => string>> = {
  mapped: (bytes) => `::ffff:${dotted(bytes)}`,
  'mapped, in hexadecimal': ([a, b, c, d]) => `0:0:0:0:0:ffff:${hex(a, b)}:${hex(c, d)}`,
  translated: (bytes) => `::ffff:0:${dotted(bytes)}`,
  NAT64: (bytes) => `64:ff9b::${dotted(bytes)}`,
  'local NAT64': (bytes) => `64:ff9b:1::${dotted(bytes)}`,
  '6to4': ([a, b, c, d]) => `2002:${hex(a, b)}:${hex(c, d)}::1`,
};

test('every spelling of an IPv4 address is the same address', () => {
  fc.assert(
    fc.property(
      ipv4.chain((bytes) => fc.tuple(fc.constant(bytes), spelling(bytes))),
      ([bytes, text]) => {
        expect(parseHost(text)).toEqual({ kind: 'literal', address: dotted(bytes) });
      },
    ),
    { numRuns: 2000 },
  );
});

test.each(Object.entries(carriers))(
  'an IPv4 address carried as %s is classed and decided on as itself',
  (_form, carry) => {
    fc.assert(
      fc.property(ipv4, manifest, custom, (bytes, declared, user) => {
        // An IPv6 block that denies the carrier itself is meant to make a difference.
        const denied = user.denied.filter((entry) => !entry.includes(':'));
        const policy = effectivePolicy(declared, { ...user, denied });
        const address = carry(bytes);
        expect(classifyAddress(address)).toBe(classifyAddress(dotted(bytes)));
        expect(decide({ address, port: 80 }, policy, nowhere).kind).toBe(
          decide({ address: dotted(bytes), port: 80 }, policy, nowhere).kind,
        );
      }),
    );
  },
);

test('whatever carries a refused IPv4 address is refused, however it does', () => {
  const forms: readonly ((bytes: Bytes, rest: Bytes) => string)[] = [
    ([a, b, c, d], [x, y]) => `64:ff9b:1:${hex(a, b)}:${hex(x, c)}:${hex(d, y)}::`, // as a /48
    ([a, b, c, d], [x, y]) => `64:ff9b:1:${hex(x, a)}:${hex(y, b)}:${hex(c, d)}::`, // as a /56
    ([a, b, c, d], [x, y]) => `64:ff9b:1:${hex(x, y)}:${hex(0, a)}:${hex(b, c)}:${hex(d)}:0`, // as a /64
    (bytes, [x, y, z, u]) => `64:ff9b:1:${hex(x, y)}:${hex(0, z)}:${hex(u)}:${dotted(bytes)}`, // as a /96
    (bytes, server) =>
      `2001:0:${hex(server[0], server[1])}:${hex(server[2], server[3])}:0:0:${dotted(bytes.map((b) => b ^ 0xff))}`,
    ([a, b, c, d], client) => `2001:0:${hex(a, b)}:${hex(c, d)}:0:0:${dotted(client)}`,
    (bytes, [x, y]) => `2a00:${hex(x, y)}::5efe:${dotted(bytes)}`,
    (bytes) => `fe80::200:5efe:${dotted(bytes)}`,
  ];
  fc.assert(
    fc.property(fc.constantFrom(...forms), ipv4, ipv4, policies(), (form, bytes, rest, policy) => {
      // Nothing can be read as 0.0.0.0/8 there: no translator sends to it.
      fc.pre(bytes[0] !== 0);
      const carried = decide({ address: dotted(bytes), port: 80 }, policy, nowhere);
      fc.pre(carried.kind === 'refused');
      expect(decide({ address: form(bytes, rest), port: 80 }, policy, nowhere).kind).toBe('refused');
    }),
    { numRuns: 1000 },
  );
});

const names = [
  'example.org',
  'www.example.org',
  'a.b.example.org',
  'example.com',
  'localhost',
  'x.localhost',
  'intranet',
];
const entry = fc.oneof(
  fc.constantFrom('example.org', '*.example.org', 'WWW.Example.org.', '*.org', 'localhost', '127.0.0.1', '::1'),
  fc.constantFrom('10.0.0.0/8', '0.0.0.0/0', '::/0', '::ffff:0:0/96', 'fd00::/8', '64:ff9b::/96', '169.254.169.254'),
  fc.tuple(ipv4, fc.integer({ min: 0, max: 32 })).map(([bytes, bits]) => `${dotted(bytes)}/${bits}`),
);
const list = fc.array(entry, { maxLength: 4 });

const custom: fc.Arbitrary<CustomNetworkPolicy> = fc.record({
  version: fc.constant(1 as const),
  preset: fc.constant('custom' as const),
  capabilities: fc.subarray([...capabilityNames]),
  networkProfile: fc.constantFrom(...networkProfiles),
  loopback: fc.oneof(
    fc.constant({ kind: 'exempt' as const }),
    fc.record({
      kind: fc.constant('rules' as const),
      rules: fc.array(fc.record({ host: fc.oneof(fc.constant('*'), entry), port: fc.constantFrom(null, 80, 8080) }), {
        maxLength: 3,
      }),
    }),
  ),
  privateRanges: fc.subarray(['8.0.0.0/8', '0.0.0.0/0', '::/0', '100.64.0.0/10', '127.0.0.0/8', '2000::/3']),
  cloudMetadata: fc.boolean(),
  allowed: list,
  denied: list,
});

const userPolicy: fc.Arbitrary<UserNetworkPolicy> = fc.oneof(
  custom,
  fc.record({
    version: fc.constant(1 as const),
    preset: fc.constantFrom('declared' as const, 'windows' as const, 'offline' as const, 'internetOnly' as const),
  }),
);

const manifest: fc.Arbitrary<NetworkPolicy> = fc
  .tuple(fc.subarray([...capabilityNames]), fc.boolean(), fc.boolean())
  .map(([capabilities, loopbackExempt, cloudMetadata]) => declaring(capabilities, { loopbackExempt, cloudMetadata }));

const target: fc.Arbitrary<Target> = fc.record({
  address: fc.oneof(
    ipv4.map(dotted),
    fc.tuple(fc.constantFrom(...Object.values(carriers)), ipv4).map(([carry, bytes]) => carry(bytes)),
    fc.constantFrom('::1', '::', 'fe80::1%eth0', 'fd00::1', 'fd00:ec2::254', '2606:4700::1', 'ff02::1', '192.168.7.7'),
  ),
  port: fc.constantFrom(80, 8080, 443),
  host: fc.constantFrom(...names),
});

const own: OwnEnds = { ports: new Set([8080]), addresses: new Set(['192.168.7.7']) };

function policies(): fc.Arbitrary<NetworkPolicy> {
  return fc.tuple(manifest, userPolicy).map(([declared, user]) => effectivePolicy(declared, user));
}

const isAllowed = (end: Target, policy: NetworkPolicy): boolean => decide(end, policy, own).kind === 'allowed';

test('what is generated here is what the schema takes', () => {
  fc.assert(
    fc.property(userPolicy, (policy) => {
      expect(v.safeParse(networkPolicySchema, policy).success).toBe(true);
    }),
  );
});

test('nothing is allowed that the manifest alone refuses', () => {
  let allowedCount = 0;
  fc.assert(
    fc.property(manifest, userPolicy, target, (declared, user, end) => {
      const effective = effectivePolicy(declared, user);
      if (!isAllowed(end, effective)) return;
      allowedCount += 1;
      expect(isAllowed(end, declared)).toBe(true);
    }),
    { numRuns: 5000 },
  );
  expect(allowedCount).toBeGreaterThan(100);
});

test('narrowing a policy further never widens it', () => {
  const narrower = fc.record({
    capabilities: fc.subarray([...capabilityNames]),
    denied: list,
    allowed: list,
    withoutMetadata: fc.boolean(),
    withoutLoopback: fc.boolean(),
  });
  fc.assert(
    fc.property(manifest, custom, narrower, target, (declared, wide, by, end) => {
      const narrow: CustomNetworkPolicy = {
        ...wide,
        capabilities: wide.capabilities.filter((capability) => by.capabilities.includes(capability)),
        denied: [...wide.denied, ...by.denied],
        // A list that is empty does not narrow, and so may only be filled; a full one may only lose entries.
        allowed: wide.allowed.length === 0 ? by.allowed : wide.allowed.slice(0, 1),
        cloudMetadata: wide.cloudMetadata && !by.withoutMetadata,
        loopback: by.withoutLoopback ? { kind: 'rules', rules: [] } : wide.loopback,
      };
      if (isAllowed(end, effectivePolicy(declared, narrow))) {
        expect(isAllowed(end, effectivePolicy(declared, wide))).toBe(true);
      }
    }),
    { numRuns: 5000 },
  );
});

test('what is denied by address or by name is refused, whatever else the policy says', () => {
  fc.assert(
    fc.property(
      manifest,
      custom,
      target,
      ipv4,
      fc.constantFrom(...Object.values(carriers)),
      (declared, user, end, bytes, carry) => {
        const byName = effectivePolicy(declared, { ...user, denied: [...user.denied, end.host ?? ''] });
        expect(decide(end, byName, own).kind).toBe('refused');
        const byAddress = effectivePolicy(declared, { ...user, denied: [dotted(bytes), ...user.denied] });
        for (const address of [dotted(bytes), carry(bytes)]) {
          expect(decide({ ...end, address }, byAddress, own).kind).toBe('refused');
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test('the order of a policy’s lists changes nothing, not even the reasoning', () => {
  fc.assert(
    fc.property(manifest, custom, target, (declared, user, end) => {
      const turned: CustomNetworkPolicy = {
        ...user,
        capabilities: user.capabilities.toReversed(),
        privateRanges: user.privateRanges.toReversed(),
        allowed: user.allowed.toReversed(),
        denied: user.denied.toReversed(),
        loopback:
          user.loopback.kind === 'exempt' ? user.loopback : { kind: 'rules', rules: user.loopback.rules.toReversed() },
      };
      expect(decide(end, effectivePolicy(declared, turned), own)).toEqual(
        decide(end, effectivePolicy(declared, user), own),
      );
    }),
    { numRuns: 2000 },
  );
});

test('a name is refused before it is looked up only where every address of it would be', () => {
  let refusedCount = 0;
  fc.assert(
    fc.property(manifest, userPolicy, target, (declared, user, end) => {
      const effective = effectivePolicy(declared, user);
      if (refuseName(end.host ?? '', effective) === undefined) return;
      refusedCount += 1;
      // Its own server is reached by its address or as localhost, which nobody is asked for.
      expect(decide(end, effective, { ...own, ports: new Set() }).kind).toBe('refused');
    }),
    { numRuns: 2000 },
  );
  expect(refusedCount).toBeGreaterThan(100);
});

test('the last step of a refusal is the one that refused, and all before it passed', () => {
  fc.assert(
    fc.property(manifest, userPolicy, target, (declared, user, end) => {
      const verdict = decide(end, effectivePolicy(declared, user), own);
      const last = verdict.steps.at(-1);
      expect(verdict.steps.slice(0, -1).every(({ outcome }) => outcome === 'passed')).toBe(true);
      expect(last?.outcome).toBe(verdict.kind === 'allowed' ? 'passed' : 'refused');
      if (verdict.kind === 'refused') {
        expect(verdict.denial).toMatchObject({ address: end.address, rule: last?.rule, layer: last?.layer });
      }
    }),
    { numRuns: 1000 },
  );
});
