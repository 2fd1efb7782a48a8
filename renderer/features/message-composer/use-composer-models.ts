import { useEffect, useMemo } from 'react';
import type { FileToSend } from '../../../contract/commands/files.ts';
import type { TemplateScope } from '../../../contract/workbench/sending.ts';
import { attempt } from '../../model/client.ts';
import type { ComposerDraft } from '../../model/composer/composer-draft.ts';
import { sendingOf } from '../../model/composer/message-documents.ts';
import { KeptFile, type KeptFileState } from '../../model/composer/kept-file.ts';
import { MessagePreview, type PreviewState } from '../../model/composer/message-preview.ts';
import { SendRuns } from '../../model/composer/send-runs.ts';
import { SentHistory } from '../../model/composer/sent-history.ts';
import { usePageServices } from '../page-context.ts';
import { useStore } from '../use-store.ts';

interface ComposerModels {
  readonly runs: SendRuns;
  readonly preview: MessagePreview;
  readonly history: SentHistory;
  readonly file: KeptFile;
  /** Asks for a file. Answers undefined when none was chosen. */
  readonly chooseFile: () => Promise<FileToSend | undefined>;
}

/** What a composer knows of main. */
export function useComposerModels(url: string): ComposerModels {
  const { client } = usePageServices();
  const models = useMemo((): ComposerModels => {
    const runs = new SendRuns(client);
    return {
      runs,
      preview: new MessagePreview(client),
      history: new SentHistory(client),
      file: new KeptFile(client),
      chooseFile: async () => {
        let chosen: FileToSend | null = null;
        await attempt(
          async () => {
            chosen = await client.invoke('file.chooseToSend', {});
          },
          (problem) => runs.store.setState({ problem }),
        );
        return chosen ?? undefined;
      },
    };
  }, [client]);
  useEffect(() => models.runs.start(), [models]);
  useEffect(() => void models.history.load(url), [models, url]);
  return models;
}

/** The file of a draft, as main knows it. */
export function useFileOf(model: KeptFile, kept: FileToSend | undefined): KeptFileState {
  useEffect(() => void model.show(kept), [model, kept]);
  return useStore(model.store);
}

/** What the message of a draft would be on the wire. */
export function usePreviewOf(model: MessagePreview, draft: ComposerDraft, scope: TemplateScope): PreviewState {
  const { mode, message } = draft;
  const { connection, environment } = scope;
  useEffect(() => {
    if (mode === 'message') model.show(sendingOf(message), { connection, environment });
    return () => model.stop();
  }, [model, mode, message, connection, environment]);
  return useStore(model.store);
}
