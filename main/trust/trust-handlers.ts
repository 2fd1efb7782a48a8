import type { HandlersOf } from '../../contract/commands.ts';
import type { FileSource } from '../../contract/commands/command.ts';
import type { CertificateQuestions } from './certificate-questions.ts';
import type { ServerLooks } from './server-looks.ts';
import type { TrustStore } from './trust-store.ts';

export interface TrustHandlersOptions {
  readonly trust: TrustStore;
  readonly looks: ServerLooks;
  readonly questions: CertificateQuestions;
  /** Reads a file that was dropped or is asked for; null when the user cancelled. */
  readonly chooseFile: (kind: 'authority' | 'revocationList', source: FileSource) => Promise<Buffer | null>;
}

/** How the page's commands for trust are carried out. */
export function trustHandlers({ trust, looks, questions, chooseFile }: TrustHandlersOptions): HandlersOf<'trust'> {
  return {
    'trust.state': () => trust.state,
    'trust.look': ({ url }) => looks.look(url),
    'trust.cancelLook': () => looks.cancel(),
    'trust.accept': ({ look, error }) => looks.accept(look, error),
    'trust.pin': ({ look, certificateIndex, kind }) => looks.pin(look, certificateIndex, kind),
    'trust.addAuthority': async (source) => {
      const file = await chooseFile('authority', source);
      return file === null ? null : trust.addAuthorities(file.toString('latin1'));
    },
    'trust.addRevocationList': async (source) => {
      const file = await chooseFile('revocationList', source);
      return file === null ? null : trust.addRevocationLists(file);
    },
    'trust.setReplaceSystem': ({ replaceSystem }) => trust.setReplaceSystem(replaceSystem),
    'trust.setValidation': ({ validation }) => trust.setValidation(validation),
    'trust.remove': ({ id }) => trust.remove(id),
    'trust.restore': ({ id }) => trust.restore(id),
    'trust.questions': () => questions.pending,
    'trust.answer': ({ question, accepts }) => questions.answer(question, accepts),
  };
}
