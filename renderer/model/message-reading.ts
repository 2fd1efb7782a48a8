import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RowAddress } from './log-view.ts';
import type { PayloadViewName } from './payload/fitting-view.ts';
import { ProtoSyntaxError, readProtoSchema, type ProtoSchema } from './payload/proto-schema.ts';

/** Characters of a schema: its parser needs about a second for that many. */
export const schemaLimit = 1024 * 1024;

/** A message to compare others with. */
export interface ComparedMessage {
  readonly address: RowAddress;
  readonly size: number;
  /** What it is called on the page. */
  readonly name: string;
}

export interface ReadingState {
  /** The view a person chose; undefined for the one that fits each message. */
  readonly view: PayloadViewName | undefined;
  readonly marked: ComparedMessage | undefined;
  /** The text of a .proto file. */
  readonly schemaText: string;
  readonly schema: ProtoSchema | undefined;
  readonly schemaFault: SchemaFault | undefined;
  /** The message type that payloads are read as; empty for none. */
  readonly messageType: string;
}

export type SchemaFault =
  | { readonly kind: 'tooLarge' }
  /** No message type is in it. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'syntax'; readonly message: string; readonly line: number | undefined };

/** How a person reads the messages of a page: kept from one message to the next, until the page is left. */
export class MessageReading {
  readonly store: StoreApi<ReadingState> = createStore<ReadingState>()(() => ({
    view: undefined,
    marked: undefined,
    schemaText: '',
    schema: undefined,
    schemaFault: undefined,
    messageType: '',
  }));

  choose(view: PayloadViewName | undefined): void {
    this.store.setState({ view });
  }

  mark(marked: ComparedMessage): void {
    this.store.setState({ marked });
  }

  chooseType(messageType: string): void {
    this.store.setState({ messageType });
  }

  /** Takes the text of a .proto; a schema that was there before is gone, also when this one has a fault. */
  async setSchema(schemaText: string): Promise<void> {
    const none = { schema: undefined, schemaFault: undefined, messageType: '' };
    if (schemaText.length > schemaLimit) {
      this.store.setState({ ...none, schemaText: '', schemaFault: { kind: 'tooLarge' } });
      return;
    }
    this.store.setState({ ...none, schemaText });
    if (schemaText.trim() === '') return;
    const result = await readSchema(schemaText);
    // Typed on meanwhile: that text is read by itself.
    if (this.store.getState().schemaText !== schemaText) return;
    this.store.setState(result);
  }
}

async function readSchema(text: string): Promise<Partial<ReadingState>> {
  try {
    const schema = await readProtoSchema(text);
    const [messageType] = schema.keys();
    return messageType === undefined ? { schemaFault: { kind: 'empty' } } : { schema, messageType };
  } catch (error) {
    if (!(error instanceof ProtoSyntaxError)) throw error;
    return { schemaFault: { kind: 'syntax', message: error.message, line: error.line } };
  }
}
