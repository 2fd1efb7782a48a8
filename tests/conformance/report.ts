import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { ConformanceCase } from './case.ts';

export interface Section {
  readonly title: string;
  readonly cases: readonly ConformanceCase[];
}

/** What came of a case, in all the ways it was run. */
interface Result {
  runs: number;
  /** What went wrong first, with the way it was run. */
  failure?: string;
  /** What is known to be wrong. */
  defect?: string;
}

const reportPath = resolve('out/conformance.md');

/** Collects results and writes out/conformance.md. */
export class Report {
  readonly #results = new Map<string, Result>();

  ran(id: string, way: string, outcome: { readonly failure?: string; readonly defect?: string }): void {
    const result = this.#results.get(id) ?? { runs: 0 };
    this.#results.set(id, result);
    result.runs += 1;
    if (outcome.defect !== undefined) result.defect ??= outcome.defect;
    if (outcome.failure !== undefined) result.failure ??= `${way}: ${outcome.failure}`;
  }

  /** @returns the totals by section, as lines */
  async write(sections: readonly Section[]): Promise<string> {
    const totals = sections.map((section) => this.#total(section));
    const all = this.#total({ title: 'All', cases: sections.flatMap(({ cases }) => cases) });
    const head = ['# Conformance to RFC 6455 and RFC 7692', '', 'Written by `npx vitest run tests/conformance`.', ''];
    const tables = sections.flatMap((section) => ['', `## ${section.title}`, '', ...this.#table(section.cases)]);
    await mkdir(dirname(reportPath), { recursive: true });
    await writeFile(reportPath, `${[...head, ...totals.map(asItem), asItem(all), ...tables].join('\n')}\n`);
    return [...totals, all].join('\n');
  }

  #total({ title, cases }: Section): string {
    const results = cases.map(({ id }) => this.#results.get(id));
    const count = (isCounted: (result: Result) => boolean): number =>
      results.filter((result) => result !== undefined && isCounted(result)).length;
    const failed = count((result) => result.failure !== undefined);
    const defects = count((result) => result.defect !== undefined);
    const passed = count((result) => result.failure === undefined && result.defect === undefined);
    const runs = results.reduce((sum, result) => sum + (result?.runs ?? 0), 0);
    return `${title}: ${cases.length} cases, ${passed} passed, ${failed} failed, ${defects} known defects, ${runs} runs`;
  }

  #table(cases: readonly ConformanceCase[]): string[] {
    const rows = cases.map(({ id, clause, sentence }) => {
      return `| ${[id, clause, sentence, inWords(this.#results.get(id))].map(cell).join(' | ')} |`;
    });
    return ['| Id | Clause | Sentence | Result |', '| --- | --- | --- | --- |', ...rows];
  }
}

function inWords(result: Result | undefined): string {
  if (result === undefined) return 'not run';
  if (result.failure !== undefined) return `FAILED: ${result.failure}`;
  if (result.defect !== undefined) return `known defect: ${result.defect}`;
  return `passed (${result.runs})`;
}

function asItem(line: string): string {
  return `- ${line}`;
}

function cell(content: string): string {
  return content.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
}
