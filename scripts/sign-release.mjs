// node scripts/sign-release.mjs [FOLDER]: signs the descriptions that electron-builder has written (latest*.yml; the folder is
// dist/ unless given) with the key in DUPLEX_UPDATE_KEY: an Ed25519 private key as PEM, or that in base64. The public half is
// resources/update-key.pem, which goes into the package; a key that does not belong to it signs nothing. The notes of the
// version, from CHANGELOG.md, go into a description that has none before it is signed.
//
// A new key: openssl genpkey -algorithm ed25519 -out KEY; openssl pkey -in KEY -pubout -out resources/update-key.pem
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Problem, runCommand } from './command.mjs';
import { root } from './project.mjs';

await runCommand(async () => {
  const folder = path.resolve(process.argv[2] ?? path.join(root, 'dist'));
  const publicFile = process.env['DUPLEX_UPDATE_PUBLIC_KEY_FILE'] ?? path.join(root, 'resources', 'update-key.pem');
  const key = await signingKey(publicFile);
  const names = (await readdir(folder)).filter((name) => /^latest[\w-]*\.yml$/u.test(name));
  if (names.length === 0) throw new Problem(`sign-release: there is no latest*.yml in ${folder}`);
  const changelog = await readFile(path.join(root, 'CHANGELOG.md'), 'utf8');
  for (const name of names) {
    const file = path.join(folder, name);
    const description = withNotes(await readFile(file, 'utf8'), changelog);
    await writeFile(file, description);
    // As main/updates/signature.ts verifies it.
    const signed = Buffer.from(`Duplex update 1\n${name}\n${description}`);
    await writeFile(`${file}.sig`, `${sign(null, signed, key).toString('base64')}\n`);
    console.log(`sign-release: ${name}.sig`);
  }
  return 0;
});

/** @param {string} publicFile */
async function signingKey(publicFile) {
  const given = process.env['DUPLEX_UPDATE_KEY'];
  if (given === undefined || given === '') throw new Problem('sign-release: DUPLEX_UPDATE_KEY is not set');
  const pem = given.includes('-----BEGIN') ? given : Buffer.from(given, 'base64').toString();
  let key;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw new Problem('sign-release: DUPLEX_UPDATE_KEY holds no private key');
  }
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Problem('sign-release: DUPLEX_UPDATE_KEY is not a key for Ed25519');
  const packaged = await readFile(publicFile, 'utf8').catch(() => '');
  if (packaged === '') throw new Problem(`sign-release: ${publicFile} is missing, so no package can verify anything`);
  if (!createPublicKey(key).equals(createPublicKey(packaged))) {
    throw new Problem(`sign-release: ${publicFile} is not the public half of DUPLEX_UPDATE_KEY`);
  }
  return key;
}

/**
 * @param {string} description
 * @param {string} changelog
 */
function withNotes(description, changelog) {
  const version = /^version: (\d+\.\d+\.\d+)$/mu.exec(description)?.[1];
  if (version === undefined || /^releaseNotes:/mu.test(description)) return description;
  const section = changelog.split(/^## /mu).find((text) => text.startsWith(`[${version}]`));
  const notes = section?.split('\n').slice(1).join('\n').trim() ?? '';
  // A JSON string is one of YAML, too.
  return notes === '' ? description : `${description.trimEnd()}\nreleaseNotes: ${JSON.stringify(notes)}\n`;
}
