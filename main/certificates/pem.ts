/** The content of every block with this label (RFC 7468), in order. */
export function pemBlocks(pem: string, label: string): Buffer[] {
  return [...pem.matchAll(blockPattern)]
    .filter((block) => block[1] === label)
    .map((block) => Buffer.from(block[2] ?? '', 'base64'));
}

/** The labels of the blocks, in order. */
export function pemLabels(pem: string): string[] {
  return [...pem.matchAll(blockPattern)].map((block) => block[1] ?? '');
}

const blockPattern = /-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \1-----/g;
