import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { quote } from 'shell-quote';
import { expect, test } from 'vitest';
import { shellWord } from '../../../contract/workbench/command-text.ts';
import { splitCommands } from './split-commands.ts';

const words = (text: string) => splitCommands(text).map((command) => command.words);

test('every text comes back from a word of a POSIX shell, quoted by us or by others', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !/[\0\ud800-\udfff]/u.test(text)),
    fc.constantFrom("it's", '$HOME', '`id`', '"', '\\', '!!', 'a\nb', '', '#x', 'a#b', '?*', '{{x}}', 'a\u001bb'),
  );
  fc.assert(
    fc.property(fc.array(texts, { minLength: 1, maxLength: 5 }), (arguments_) => {
      const ours = arguments_.filter((text) => !text.endsWith('\n'));
      expect(words(`curl ${ours.map(shellWord).join(' ')}`)).toEqual([['curl', ...ours]]);
      const plain = arguments_.filter((text) => !/[\r\n]/.test(text));
      expect(words(`curl ${quote(plain)}`)).toEqual([['curl', ...plain]]);
    }),
  );
});

test('what sh makes of a line is what is read', () => {
  const line = `a 'b c' "d \\"e\\" \\x" f\\ g $'h' ''  i"j"'k' \\\n  l#m "n\\\no" #comment`.replace("$'h'", 'h');
  const shell = execFileSync('sh', ['-c', `printf '%s\\n' ${line}`], { encoding: 'utf8' });
  expect(words(line)[0]?.join('\n')).toBe(shell.trimEnd());
});

test('variables of a shell become ours, except in single quotes', () => {
  expect(words(`curl "$TOKEN" \${USER} '$TOKEN' $'a\\x41\\n'`)).toEqual([
    ['curl', '{{TOKEN}}', '{{USER}}', '$TOKEN', 'aA\n'],
  ]);
});

test('a pipe joins commands, a line begins one, and redirections are left out', () => {
  const [first, second] = splitCommands(`echo hi | websocat ws://h > log\ncurl ws://x &`);
  expect(first).toMatchObject({ words: ['websocat', 'ws://h'], leftOut: ['> log'], input: { words: ['echo', 'hi'] } });
  expect(second).toMatchObject({ words: ['curl', 'ws://x'], input: undefined });
});

test('what Chrome copies for cmd is read', () => {
  const copied = `curl --insecure ^"wss://h.example/a?b=1^&c=^%^20d^" ^\r\n  -H ^"X-Quote: a^\\^"b^\\^"^" ^\r\n  -H ^"Origin: https://h.example^"`;
  expect(words(copied)).toEqual([
    ['curl', '--insecure', 'wss://h.example/a?b=1&c=%20d', '-H', 'X-Quote: a"b"', '-H', 'Origin: https://h.example'],
  ]);
  expect(words('curl "ws://h/a&b" ^\r\n  -H "A: ""b"" %TOKEN%"')).toEqual([
    ['curl', 'ws://h/a&b', '-H', 'A: "b" {{TOKEN}}'],
  ]);
});

test('PowerShell is read with backticks, doubled quotes and variables', () => {
  expect(words('wscat -c \'ws://it\'\'s\' `\n  -H "A: `"b`" $env:TOKEN"')).toEqual([
    ['wscat', '-c', "ws://it's", '-H', 'A: "b" {{TOKEN}}'],
  ]);
});

test.each([
  [`curl 'ws://h`, 'line 1, column 6: the quote that begins here is not closed'],
  [`curl ws://h \\\n  -H "A: b`, 'line 2, column 6: the quote'],
  [`curl $'a`, 'line 1, column 6: the quote'],
  [`curl ^"ws://h`, 'line 1, column 7: the quote'],
  ['wscat `\n -c "x', 'line 2, column 5: the quote'],
  ['curl a\0b', 'line 1, column 7: there is a NUL character'],
  ['curl "$(rm -rf ~)"', 'line 1, column 7: what a shell would compute is not read'],
  ['curl `id`', 'line 1, column 6: what a shell would compute is not read'],
])('%j is refused with the place', (text, message) => {
  expect(() => splitCommands(text)).toThrow(message);
});
