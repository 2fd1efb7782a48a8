import type { Origin, RequestProblem } from '../../contract/workbench/effective-request.ts';
import { mask } from '../../contract/masked-query.ts';
import { because, type Reason } from '../../contract/reason.ts';
import { parseTemplate, type TemplateArgument, type TemplateCall } from './parse-template.ts';

/** A value for `{{name}}`. */
export interface TemplateVariable {
  /** Undefined: a secret that has no value. */
  readonly value: string | undefined;
  readonly origin: Origin;
  /** Its value is shown to nobody, and is never a template itself. */
  readonly isSecret: boolean;
}

/** What `{{name(a, b)}}` stands for. @throws ArgumentFault */
export type TemplateFunction = (...values: readonly string[]) => string;

/** What is wrong with the values that a function was given. */
export class ArgumentFault extends Error {
  readonly reason: Reason;

  constructor(message: string, reason: Reason) {
    super(message);
    this.reason = reason;
  }
}

export interface TemplateScope {
  readonly variables: ReadonlyMap<string, TemplateVariable>;
  readonly functions: ReadonlyMap<string, TemplateFunction>;
}

/** Something that keeps a template from being filled in. What it is about stays in the text as it was written. */
export interface TemplateProblem {
  readonly message: string;
  readonly reason?: Reason;
  /** Where in the template: characters (UTF-16 units) from 0, `to` not included. */
  readonly from: number;
  readonly to: number;
  readonly kind: RequestProblem['kind'];
}

export interface FilledTemplate {
  readonly text: string;
  /** The same with every value that is a secret, or was made of one, masked. */
  readonly masked: string;
  /** The variables that were filled in, each once, with those that are in their values. */
  readonly used: readonly { readonly name: string; readonly origin: Origin }[];
  readonly problems: readonly TemplateProblem[];
  readonly hasSecrets: boolean;
  /** The texts in it that are masked. */
  readonly secrets: readonly string[];
}

/** Variables in variables in variables: nobody reads more, and one that is in itself ends sooner. */
const deepest = 16;
/** Characters of what comes out, so that a few variables of variables do not fill the memory. */
export const filledLimit = 64 * 1024 * 1024;
/** More tell nobody more. */
const problemLimit = 100;

/**
 * Fills in `{{name}}` and `{{function(arguments)}}`; `\{{` is `{{` itself. The value of a variable is a template as well.
 *
 * @returns the text with all that could be filled in; what could not is in `problems`, and nothing is thrown
 */
export function fillTemplate(text: string, scope: TemplateScope): FilledTemplate {
  if (!text.includes('{{')) return { text, masked: text, used: [], problems: [], hasSecrets: false, secrets: [] };
  return new Filling(scope).fill(text);
}

interface Filled {
  readonly text: string;
  readonly masked: string;
  readonly hasSecrets: boolean;
}

/** What keeps one call from being filled in. */
class Fault extends Error {
  readonly kind: RequestProblem['kind'];
  readonly reason: Reason | undefined;

  constructor(kind: RequestProblem['kind'], message: string, reason?: Reason) {
    super(message);
    this.kind = kind;
    this.reason = reason;
  }
}

class Filling {
  readonly #scope: TemplateScope;
  readonly #used = new Map<string, Origin>();
  /** The variables whose values are being filled in, the outermost first. */
  readonly #within: string[] = [];
  readonly #secrets = new Set<string>();
  #made = 0;

  constructor(scope: TemplateScope) {
    this.#scope = scope;
  }

  fill(template: string): FilledTemplate {
    const problems: TemplateProblem[] = [];
    const filled = this.#template(template, (problem) => {
      if (problems.length < problemLimit) problems.push(problem);
    });
    const used = [...this.#used].map(([name, origin]) => ({ name, origin }));
    return { ...filled, used, problems, secrets: [...this.#secrets] };
  }

  #template(template: string, tell: (problem: TemplateProblem) => void): Filled {
    const texts: string[] = [];
    const masked: string[] = [];
    let hasSecrets = false;
    for (const part of parseTemplate(template)) {
      if (part.kind === 'text') {
        this.#count(part.text.length);
        texts.push(part.text);
        masked.push(part.text);
        continue;
      }
      try {
        if (part.kind === 'unreadable') throw new Fault('syntax', part.message, part.reason);
        const filled = this.#call(part.call);
        texts.push(filled.text);
        masked.push(filled.masked);
        hasSecrets ||= filled.hasSecrets;
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        const { message, kind, reason } = error;
        tell({ message, kind, from: part.from, to: part.to, ...(reason !== undefined && { reason }) });
        const written = template.slice(part.from, part.to);
        texts.push(written);
        masked.push(written);
      }
    }
    return { text: texts.join(''), masked: masked.join(''), hasSecrets };
  }

  #call(call: TemplateCall): Filled {
    const { name, values } = call;
    if (values === undefined) return this.#variable(name);
    const made = this.#scope.functions.get(name);
    if (made === undefined) {
      const names = [...this.#scope.functions.keys()].join(', ');
      throw new Fault(
        'unknownFunction',
        `there is no function "${name}"; there are ${names}`,
        because('functionUnknown', name, names),
      );
    }
    const filled = values.map((value) => this.#argument(value));
    try {
      const text = made(...filled.map((value) => value.text));
      this.#count(text.length);
      const hasSecrets = filled.some((value) => value.hasSecrets);
      if (hasSecrets) this.#secrets.add(text);
      return { text, masked: hasSecrets ? mask : text, hasSecrets };
    } catch (error) {
      if (!(error instanceof ArgumentFault)) throw error;
      throw new Fault('invalid', `${name}: ${error.message}`, error.reason);
    }
  }

  #argument(argument: TemplateArgument): Filled {
    if (argument.kind === 'variable') return this.#variable(argument.name);
    return { text: argument.text, masked: argument.text, hasSecrets: false };
  }

  #variable(name: string): Filled {
    const variable = this.#scope.variables.get(name);
    if (variable === undefined)
      throw new Fault('unknownVariable', `there is no variable "${name}"`, because('variableUnknown', name));
    const { value, origin, isSecret } = variable;
    if (value === undefined)
      throw new Fault('missingSecret', `the secret "${name}" has no value`, because('secretMissing', name));
    this.#used.set(name, origin);
    if (isSecret) {
      this.#count(value.length);
      this.#secrets.add(value);
      return { text: value, masked: mask, hasSecrets: true };
    }
    return this.#nested(name, value);
  }

  /** The value of a variable, filled in. A problem in it is one of the place that names the variable. */
  #nested(name: string, value: string): Filled {
    if (this.#within.includes(name)) {
      const way = [...this.#within, name].join(' > ');
      throw new Fault(
        'invalid',
        `the variable "${name}" is in its own value (${way})`,
        because('variableInItself', way),
      );
    }
    if (this.#within.length >= deepest) {
      const message = `variables are in the values of others more than ${deepest} deep at "${name}"`;
      throw new Fault('invalid', message, because('variablesTooDeep', deepest, name));
    }
    this.#within.push(name);
    try {
      return this.#template(value, (problem) => {
        throw new Fault(problem.kind, `in the value of "${name}": ${problem.message}`, problem.reason);
      });
    } finally {
      this.#within.pop();
    }
  }

  #count(length: number): void {
    this.#made += length;
    if (this.#made > filledLimit)
      throw new Fault(
        'invalid',
        `more than ${filledLimit} characters would come out`,
        because('fillsTooMuch', filledLimit),
      );
  }
}
