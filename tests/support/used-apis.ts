import { join, resolve } from 'node:path';
import { type Node, SyntaxKind } from 'typescript/unstable/ast';
import {
  isFunctionDeclaration,
  isIdentifier,
  isInterfaceDeclaration,
  isTypeNode,
  isVariableDeclaration,
} from 'typescript/unstable/ast/is';
import { API, type Checker, type Project, type Symbol, SymbolFlags } from 'typescript/unstable/sync';

/** Something of the runtime, not of ours, that the sources name. */
export interface UsedApi {
  /** What it belongs to, as the types call it: a module, a class, an interface; `XConstructor` for what is static. */
  readonly container: string;
  readonly name: string;
  /** One place that names it. */
  readonly file: string;
}

/** Declarations of the language, of the page, of Node and of Electron. */
const runtimeTypes = /\/(?:lib\.[^/]+\.d\.ts|@types\/node\/.+|electron\.d\.ts)$/u;

/** The container of what is written `{ … }` in another type: an object that is passed. */
export const nameless = 'a type without a name';

const root = resolve(import.meta.dirname, '../..');

/**
 * Every global, export, property and method that the sources in a folder name and the runtime has to have, as the type
 * checker resolves them. Options in object literals and names of events are not among them: nobody can be asked for those.
 *
 * @param folder one with a tsconfig.json; relative to the checkout
 */
export function usedApis(folder: string): UsedApi[] {
  const path = resolve(root, folder);
  const config = join(path, 'tsconfig.json');
  const api = new API({ cwd: root });
  try {
    const project = api.updateSnapshot({ openProject: config }).getProject(config);
    if (project === undefined) throw new Error(`${config} cannot be read`);
    const found = new Map<string, UsedApi>();
    for (const name of project.program.getSourceFileNames()) {
      if (!name.startsWith(`${path}/`) || name.includes('/node_modules/')) continue;
      for (const symbol of symbolsIn(project, name)) {
        for (const container of containersOf(symbol, project)) {
          found.set(`${container}.${symbol.name}`, { container, name: symbol.name, file: name });
        }
      }
    }
    return [...found.values()];
  } finally {
    api.close();
  }
}

function symbolsIn({ program, checker }: Project, name: string): Symbol[] {
  const identifiers: Node[] = [];
  const visit = (node: Node): void => {
    if (isIdentifier(node)) identifiers.push(node);
    node.forEachChild(visit);
  };
  const file = program.getSourceFile(name);
  if (file !== undefined) visit(file);
  return checker.getSymbolAtLocation(identifiers).flatMap((symbol) => (symbol ? [resolved(symbol, checker)] : []));
}

function resolved(symbol: Symbol, checker: Checker): Symbol {
  return symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** @returns none for what is not the runtime's, and for types, which are gone when it runs */
function containersOf(symbol: Symbol, project: Project): string[] {
  const declarations = symbol.declarations.filter(({ path }) => runtimeTypes.test(path));
  const [declaration] = declarations;
  if (declaration === undefined || !(symbol.flags & SymbolFlags.Value)) return [];
  // A module itself, as of `import * as`: its members come one by one.
  if (declaration.kind === SyntaxKind.Parameter || symbol.flags & SymbolFlags.ValueModule) return [];
  const parent = symbol.getParent();
  const isMember = symbol.flags & (SymbolFlags.Property | SymbolFlags.Method | SymbolFlags.Accessor);
  // The member of a union of types, each with one of its own.
  if (isMember && (parent === undefined || parent.name === '__type')) {
    return declarations.map((each) => nameAround(each.resolve(project)));
  }
  if (parent === undefined || parent.name === '__global') return ['globalThis'];
  const isStatic = parent.flags & SymbolFlags.Class && parent.getExports().has(symbol.escapedName);
  // Modules are named in quotation marks.
  const name = parent.name.replaceAll('"', '').replace(/^node:/u, '');
  return [isStatic ? `${name}Constructor` : name];
}

/** What declares a member: a class or an interface; `declare var URL: { canParse(): … }` says what URL has as statics. */
function nameAround(node: Node | undefined): string {
  if (node === undefined) return nameless;
  if (isVariableDeclaration(node) || isFunctionDeclaration(node)) return 'globalThis';
  let at = node.parent;
  if (isInterfaceDeclaration(at)) return at.name.text;
  while (isTypeNode(at)) at = at.parent;
  return isVariableDeclaration(at) && isIdentifier(at.name) ? `${at.name.text}Constructor` : nameless;
}
