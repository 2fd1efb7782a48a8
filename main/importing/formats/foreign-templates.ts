import { omit, type Omission } from '../../../contract/workbench/omission.ts';
/** Insomnia's `{{ _.name }}` and `{{ name }}` as ours; what computes something stays, and is said. */
export function insomniaTemplate(text: string, leftOut: (what: Omission) => void): string {
  const translated = text
    .replaceAll(/\{\{\s*(?:_\.)?([A-Za-z_][\w.-]*)\s*\}\}/g, '{{$1}}')
    .replaceAll(/\{\{\s*_\[['"]([^'"\]]+)['"]\]\s*\}\}/g, (_all, name: string) => `{{${plainName(name)}}}`);
  if (/\{%/.test(translated)) leftOut(omit('tag'));
  return translated;
}

/** Postman's `{{name}}`, and `{{$guid}}` as our functions where there is one. */
export function postmanTemplate(text: string, leftOut: (what: Omission) => void): string {
  return text.replaceAll(/\{\{\s*(\$?)([^{}]+?)\s*\}\}/g, (all, dollar: string, name: string) => {
    if (dollar === '') return `{{${plainName(name)}}}`;
    const ours = {
      guid: 'uuid()',
      randomUUID: 'uuid()',
      isoTimestamp: 'now()',
      timestamp: 'now("s")',
      randomInt: 'random(0, 1000)',
    };
    if (Object.hasOwn(ours, name)) return `{{${ours[name as keyof typeof ours]}}}`;
    leftOut(omit('functionUnknown', all));
    return all;
  });
}

/** Hoppscotch's `<<name>>`. */
export function hoppscotchTemplate(text: string): string {
  return text.replaceAll(/<<([^<>\s]+)>>/g, (_all, name: string) => `{{${plainName(name)}}}`);
}

function plainName(name: string): string {
  return name.trim().replaceAll(/[^\w.-]/g, '_');
}
