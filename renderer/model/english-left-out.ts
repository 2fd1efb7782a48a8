import type { OmissionKind, OmissionValues } from '../../contract/workbench/omission.ts';

type Lines = { readonly [Kind in OmissionKind]: (...values: OmissionValues<Kind>) => string };

/** What an import or a copy leaves out, one line each. */
export const leftOutLines = {
  header: (option, line) => `${option}: “${line}” is no header`,
  headerOfTwo: (name) => `${name}: a field of HTTP/2`,
  madeAnew: (names) => `Made anew for each connection: ${names}`,
  extensions: (names) => `Sec-WebSocket-Extensions: ${names}`,
  subprotocolOff: (name) => `The subprotocol “${name}”, which was off`,
  parameterOff: (name) => `The parameter “${name}” of the query, which was off`,
  cookieWithoutName: (pair) => `Cookie: “${pair}” has no name`,
  cookieFile: (option) => `${option}: cookies in a file are not read`,
  login: (type) => `The login “${type}”: there is nothing like it`,
  loginOff: (type) => `The login “${type}”, which was off`,
  noUser: (option) => `${option}: there is no user`,
  proxyKind: (address) => `The proxy ${address}: only http and socks5 proxies are known`,
  noProxy: (option) => `${option}: there is no proxy`,
  hostsWithoutProxy: (option) => `${option}: hosts without a proxy are a setting of the app`,
  redirects: (most, wanted) => `More than ${most} redirects are never followed: ${wanted} were wanted`,
  redirectsOff: (option) => `${option}: redirects are not followed without -L`,
  certificateKind: (option) => `${option}: certificates are PEM or PFX files`,
  certificateAndKey: (option) => `${option}: certificate and key have to be in one PEM or PFX file`,
  noCertificate: (option) => `${option}: there is no client certificate`,
  passphraseToType: (option) => `${option}: the passphrase was to be typed`,
  authority: (option) => `${option}: trust the authority on the page Secure connections`,
  nothingLikeIt: (option) => `${option}: there is nothing like it`,
  optionUnknown: (option) => `${option}: this option is not known`,
  valueMissing: (option) => `${option}: its value is missing`,
  argumentUnknown: (word) => `“${word}”: this argument is not known`,
  aboutOutput: (options) => `About how the program runs and prints, not about the connection: ${options}`,
  seconds: (option, value) => `${option}: “${value}” is no number of seconds up to a day`,
  pings: (option) => `${option}: pings go out every 0.1 seconds to once a day`,
  waitsLonger: (option, ms) => `${option}: waits at least 100 ms, not ${ms}`,
  onlyWith: (option, other) => `${option}: it says something only with ${other}`,
  method: (option) => `${option}: the method of an opening handshake is GET`,
  noBody: (option) => `${option}: a WebSocket’s request has no body`,
  compressesAnswers: (option) => `${option}: it compresses answers of HTTP, not messages`,
  versionOfProtocol: (option) => `${option}: the version of the protocol is always 13`,
  staysOpen: (option) => `${option}: a connection stays open until it is closed`,
  neverCut: (option) => `${option}: messages are never cut`,
  server: (option) => `${option}: this is a server, which is not imported`,
  lastAddress: (option) => `${option}: the last address is taken`,
  hostOfAddress: (option, address) => `${option}: the connection goes to the host of ${address}`,
  commandUnknown: (name) => `The command “${name}” is not known`,
  commandWithoutAddress: (program) => `This ${program} command has no address of a WebSocket`,
  ofShell: (part, program) => `${part}: the shell does this, not ${program}`,
  unknownInput: (program) => `What “${program}” writes into it is not known without running it`,
  ofLink: (name) => `${name} of the link`,
  ofRequest: (name) => `${name} of the request`,
  ofCollection: (name) => `${name} of the collection`,
  resources: (count, type) => `${count} × ${type}`,
  otherRequests: (count) =>
    count === 1 ? '1 request that is not of a WebSocket' : `${count} requests that are not of a WebSocket`,
  received: (count) => (count === 1 ? '1 message that was received' : `${count} messages that were received`),
  socketsTooMany: (more, most) => `${more} WebSockets behind the first ${most}`,
  messagesTooMany: (more, most) => `${more} messages behind the first ${most}`,
  documentsTooMany: (more, most) => `${more} documents: at most ${most} are imported at once`,
  frames: (opcode) => `Frames with the opcode ${opcode}`,
  braces: () => 'A message has “{{” in it: what stands there is taken for a variable',
  tag: () => 'A tag “{% … %}”: what it computes has to be put in its place',
  functionUnknown: (written) => `${written}: there is no such function`,
  variablesOff: () => 'Variables that were off',
  variableValues: (names) => `Values of variables, which are not in what was imported: ${names}`,
  secretTaken: (name) => `The value of ${name}: a secret of this name has another one`,
  secretsTooMany: () => 'Secrets that are there twice, or behind the first 100',
  notOfDocument: (name, field) => `${name}: ${field === '' ? 'it' : field} is not what a document can have`,
  cannotTell: (part, program) => `${partName(part)}: ${programName(program)} cannot be told`,
  issuer: (program) =>
    `The issuer that the server’s certificate must have: ${programName(program)} knows nothing like it`,
  issuerInModule: () => 'The issuer that the server’s certificate must have: set control.serverTrust',
  someErrors: (errors, program) =>
    `Ignoring ${errors}: ${programName(program)} ignores all errors of a certificate or none`,
  onlyBasic: (program) => `The login by Digest: ${programName(program)} knows Basic only`,
  certificateFile: (program, read, other) =>
    `The client certificate: ${programName(program)} reads ${read} files, not ${other}`,
  noSocks: (program) => `The proxy: ${programName(program)} knows no SOCKS5`,
  onlySocks: (program) => `The proxy: ${programName(program)} knows SOCKS5 only`,
  proxyLogin: (program) => `The login of the proxy: ${programName(program)} is told of it in another way`,
  alwaysCompresses: (program) => `That nothing is compressed: ${programName(program)} always offers permessage-deflate`,
  noCompression: (program) => `Compression: ${programName(program)} has none for WebSockets`,
  plainPings: (program) =>
    `Keeping the connection alive: ${programName(program)} sends pings without payload, every whole second`,
  steadyWaits: (program) => `Connecting again: ${programName(program)} waits as long each time, and never stops`,
  jitter: () => 'That chance shortens the waits before it connects again',
  timeLimits: () => 'Limits of time: give connectAsync a signal',
  wholeMessages: () => 'The kind of the socket: this receives whole messages',
  headerWithVariable: (name) => `The header ${name}, as its value is a secret or a variable`,
  addressVariables: () => 'Values of variables in the address: who opens the link needs their own',
  cookies: () => 'Cookies',
  ownLogin: () => 'The login',
  ownCertificate: () => 'The client certificate',
  ownProxy: () => 'The proxy',
  trust: () => 'What is trusted: a link cannot make anybody trust a server',
  byHand: (written) => `To be filled in by hand: ${written}`,
  environment: (names) => `Secrets and variables. Set these in the environment first: ${names}`,
} as const satisfies Lines;

function partName(part: string): string {
  return parts[part] ?? part;
}

function programName(program: string): string {
  return programs[program] ?? program;
}

/** Parts of a connection, by their fields. */
const parts: Readonly<Record<string, string>> = {
  socket: 'The kind of the socket',
  compression: 'Compression and its parameters',
  compressionParameters: 'Parameters of compression',
  limits: 'Limits of size and time',
  otherLimits: 'Limits of size and of idle time',
  redirects: 'How many redirects are followed',
  keepAlive: 'Keeping the connection alive',
  reconnect: 'Connecting again',
  automaticPong: 'How pings are answered',
};

const programs: Readonly<Record<string, string>> = { node: 'this module', duplexLink: 'a link' };
