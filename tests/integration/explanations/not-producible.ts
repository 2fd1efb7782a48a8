/** Rules that no server, proxy or network can bring about, each with the reason. They are there for what may come. */
export const notProducible = {
  'address-invalid':
    'connectAsync refuses an address before an attempt begins, and that of a redirect or a proxy is a failure of those.',
  'client-certificate-unusable':
    'A client certificate is read, with its key and password, when it is chosen: before a socket has it.',
  'app-file-broken': 'Files of the app are read when it starts, and those of the user when they are chosen.',
  'policy-refused': 'Every rule of a decision that refuses says why, and each has its own explanation.',
  'timed-out': 'Every limit belongs to a phase, and a phase that took too long has its own explanation.',
  unexplained: 'It is there for defects of our own; a failure of a peer that ends here is a rule that is missing.',
} as const;

export type NotProducible = keyof typeof notProducible;
