import { jsString, shellWord } from '../../../contract/workbench/command-text.ts';

const variable = /\{\{\s*([A-Za-z_][\w.-]*)\s*\}\}/;

/** Names that a shell, or what it starts, goes by. */
const taken =
  /^(?:PATH|HOME|USER|PWD|OLDPWD|SHELL|TERM|LANG|IFS|ENV|TMPDIR|LOGNAME|HOSTNAME|DISPLAY|PS\d|LC_.*|LD_.*|NODE_.*|BASH.*|UID|RANDOM)$/;

/** Writes texts in which `{{name}}` stands for a value that is not told: as `"$NAME"`, or `process.env.NAME`. */
export class CopiedText {
  readonly #byVariable = new Map<string, string>();

  /** The environment variables that have to be set. */
  get environment(): string[] {
    return [...this.#byVariable.values()];
  }

  /** A word of a POSIX shell. */
  readonly shell = (text: string): string => {
    const parts = text.split(new RegExp(variable, 'g'));
    const words = parts.map((part, at) =>
      at % 2 === 1 ? `"$${this.#name(part)}"` : part === '' ? '' : shellWord(part),
    );
    return words.join('') || `''`;
  };

  /** An expression of JavaScript. */
  readonly script = (text: string): string => {
    const parts = text.split(new RegExp(variable, 'g'));
    const terms = parts.flatMap((part, at) =>
      at % 2 === 1 ? [`(process.env.${this.#name(part)} ?? '')`] : part === '' ? [] : [jsString(part)],
    );
    return terms.length === 0 ? `''` : terms.join(' + ');
  };

  #name(variableName: string): string {
    const known = this.#byVariable.get(variableName);
    if (known !== undefined) return known;
    const plain = variableName
      .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
      .replaceAll(/\W/g, '_')
      .toUpperCase();
    const wanted = taken.test(plain) ? `WS_${plain}` : plain;
    const used = new Set(this.#byVariable.values());
    let name = wanted;
    for (let count = 2; used.has(name); count += 1) name = `${wanted}_${count}`;
    this.#byVariable.set(variableName, name);
    return name;
  }
}

/** Whether a text has a place that is filled in with something. */
export function hasVariable(text: string): boolean {
  return variable.test(text);
}
