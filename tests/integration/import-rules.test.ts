import { execFile } from 'node:child_process';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** One forbidden import for each direction of docs/architecture.md, section "Who may import whom". */
const violations: readonly (readonly [file: string, source: string])[] = [
  ['contract/a.ts', '../main/log/memory-log.ts'],
  ['contract/b.ts', 'node:fs'],
  ['contract/commands/a.ts', '../../main/log/log-store.ts'],
  ['contract/commands/b.ts', 'node:fs'],
  ['main/wire/a.ts', '../sockets/index.ts'],
  ['main/wire/b.ts', '../network/door.ts'],
  ['main/wire/c.ts', 'electron'],
  ['main/wire/d.ts', 'node:net'],
  ['main/wire/e.ts', 'ws'],
  ['main/network/a.ts', '../wire/frame.ts'],
  ['main/network/b.ts', 'electron'],
  ['main/network/proxy/a.ts', '../../wire/connection.ts'],
  ['main/network/proxy/b.ts', '../../sockets/index.ts'],
  ['main/files/a.ts', '../network/door.ts'],
  ['main/files/b.ts', 'node:http'],
  ['main/certificates/a.ts', '../network/door.ts'],
  ['main/sockets/a.ts', '../sessions/sessions.ts'],
  ['main/sockets/b.ts', 'node:tls'],
  ['main/sockets/c.ts', 'electron'],
  ['main/log/a.ts', '../sockets/index.ts'],
  ['main/log/b.ts', 'node:http'],
  ['main/sessions/a.ts', '../wire/connection.ts'],
  ['main/sessions/b.ts', '../sockets/message-web-socket.ts'],
  ['main/sessions/c.ts', 'node:net'],
  ['main/sessions/d.ts', 'electron'],
  ['main/library/a.ts', '../sockets/index.ts'],
  ['main/library/b.ts', 'electron'],
  ['main/secrets/a.ts', 'electron'],
  ['main/secrets/b.ts', '../network/door.ts'],
  ['main/workbench/a.ts', '../network/door.ts'],
  ['main/workbench/b.ts', 'electron'],
  ['main/templates/a.ts', '../log/log-store.ts'],
  ['main/templates/b.ts', 'node:fs'],
  ['main/sending/a.ts', '../wire/connection.ts'],
  ['main/sending/b.ts', 'node:net'],
  ['main/sending/c.ts', 'electron'],
  ['main/trust/a.ts', '../sockets/control.ts'],
  ['main/trust/b.ts', 'node:tls'],
  ['main/trust/c.ts', 'electron'],
  ['main/importing/a.ts', '../sockets/index.ts'],
  ['main/importing/b.ts', 'node:fs'],
  ['main/importing/formats/a.ts', 'electron'],
  ['main/importing/import-thread.ts', 'node:fs'],
  ['main/updates/a.ts', '../sockets/index.ts'],
  ['main/updates/b.ts', 'node:https'],
  ['main/updates/c.ts', 'electron'],
  ['main/updates/d.ts', '../network/connect.ts'],
  ['main/server/a.ts', '../sockets/index.ts'],
  ['main/server/endpoints/a.ts', '../../network/door.ts'],
  ['main/shell/a.ts', '../sockets/index.ts'],
  ['main/shell/b.ts', 'node:https'],
  ['main/index.ts', 'node:dns'],
  ['preload/a.ts', '../main/log/memory-log.ts'],
  ['preload/b.ts', 'node:fs'],
  ['renderer/model/a.ts', 'react'],
  ['renderer/model/b.ts', '../ui/button.tsx'],
  ['renderer/model/explain/a.ts', '../../ui/button.tsx'],
  ['renderer/model/payload/a.ts', 'react'],
  ['renderer/model/composer/a.ts', 'react'],
  ['renderer/model/composer/b.ts', '../../features/log.tsx'],
  ['renderer/ui/a.ts', '../features/log.tsx'],
  ['renderer/features/a.ts', '../scenarios/registry.ts'],
  ['renderer/features/b.ts', '@fluentui/react-components'],
  ['renderer/scenarios/one/a.ts', '../two/page.tsx'],
  ['renderer/scenarios/one/b.ts', '../../app/app.tsx'],
  ['renderer/scenarios/one/c.ts', '../../../main/log/memory-log.ts'],
  ['renderer/app/a.ts', 'electron'],
  ['renderer/app/b.ts', '@fluentui/react-components'],
];

/** Imports that each of those folders needs, so that a rule which forbids everything is found out too. */
const allowed: readonly (readonly [file: string, source: string])[] = [
  ['contract/ok.ts', 'valibot'],
  ['contract/commands/ok.ts', '../workbench/documents.ts'],
  ['main/wire/ok.ts', 'node:fs/promises'],
  ['main/network/ok.ts', 'node:net'],
  ['main/network/ok-too.ts', '../wire/response-head.ts'],
  ['main/network/ok-as-well.ts', '../files/json-file.ts'],
  ['main/files/ok.ts', 'valibot'],
  ['main/network/proxy/ok.ts', '../../wire/http-answer.ts'],
  ['main/sockets/ok.ts', '../wire/connection.ts'],
  ['main/sessions/ok.ts', '../sockets/index.ts'],
  ['main/library/ok.ts', 'yaml'],
  ['main/secrets/ok.ts', '../files/json-file.ts'],
  ['main/workbench/ok.ts', '../templates/functions.ts'],
  ['main/templates/ok.ts', '../../contract/workbench/effective-request.ts'],
  ['main/sending/ok.ts', '../sessions/session.ts'],
  ['main/trust/ok.ts', '../certificates/pins.ts'],
  ['main/trust/ok-too.ts', '../files/json-file.ts'],
  ['main/importing/ok.ts', '../network/secrets.ts'],
  ['main/importing/import-worker.ts', 'node:worker_threads'],
  ['main/importing/formats/ok.ts', 'yaml'],
  ['main/importing/copying/ok.ts', '../../../contract/errors.ts'],
  ['main/updates/ok.ts', '../network/https-get.ts'],
  ['main/updates/ok-too.ts', 'electron-updater'],
  ['main/server/endpoints/ok.ts', '../../../contract/errors.ts'],
  ['main/shell/ok.ts', '../sessions/sessions.ts'],
  ['preload/ok.ts', '../contract/bridge.ts'],
  ['renderer/model/explain/ok.ts', '../words.ts'],
  ['renderer/model/explain/ok-too.ts', '../../../contract/errors.ts'],
  ['renderer/model/payload/ok.ts', 'protobufjs'],
  ['renderer/model/composer/ok.ts', '../payload/json.ts'],
  ['renderer/model/composer/ok-too.ts', 'json-p3'],
  ['renderer/scenarios/one/ok.ts', '../../features/log.tsx'],
  ['renderer/ui/ok.ts', '@fluentui/react-components'],
  ['renderer/ui/ok-too.ts', '@codemirror/view'],
];

test('every import direction is enforced by the linter', async () => {
  const folder = await temporaryFolder();
  await copyFile('.oxlintrc.json', join(folder, '.oxlintrc.json'));
  for (const [file, source] of [...violations, ...allowed]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), `import { thing } from '${source}';\nvoid thing;\n`);
  }
  const report = await lint(folder);
  const refused = new Set(
    report.diagnostics.filter(({ code }) => code.includes('no-restricted-imports')).map(({ filename }) => filename),
  );
  expect([...refused].toSorted()).toEqual(violations.map(([file]) => file).toSorted());
});

test('what reaches out without an import is refused in the main process', async () => {
  const folder = await temporaryFolder();
  await copyFile('.oxlintrc.json', join(folder, '.oxlintrc.json'));
  const names = ['fetch', 'WebSocket', 'EventSource'];
  for (const file of ['main/shell/a.ts', 'main/sessions/a.ts', 'main/network/a.ts', 'preload/a.ts', 'scripts/ok.ts']) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), names.map((name) => `void ${name};\n`).join(''));
  }
  const report = await lint(folder);
  const refused = report.diagnostics.filter(({ code }) => code.includes('no-restricted-globals'));
  expect(refused.map(({ filename }) => filename).toSorted()).toEqual(
    ['main/network/a.ts', 'main/sessions/a.ts', 'main/shell/a.ts', 'preload/a.ts'].flatMap((file) =>
      names.map(() => file),
    ),
  );
});

function lint(cwd: string): Promise<{ diagnostics: { code: string; filename: string }[] }> {
  const oxlint = resolve('node_modules/.bin/oxlint');
  return new Promise((done, fail) => {
    // It exits with 1 as there are findings: that is what is asked for.
    execFile(oxlint, ['--format=json', '.'], { cwd, maxBuffer: 16 * 1024 * 1024 }, (error, stdout) => {
      try {
        done(JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] });
      } catch {
        fail(error ?? new Error(stdout));
      }
    });
  });
}
