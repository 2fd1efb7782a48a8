import { useCallback, useId, useMemo, useState } from 'react';
import type { Row } from '../../../contract/rows.ts';
import { formatTime } from '../../model/format.ts';
import type { RowAddress } from '../../model/log-view.ts';
import type { ComparedMessage, MessageReading } from '../../model/message-reading.ts';
import { PayloadPieces } from '../../model/payload-pieces.ts';
import { readCbor } from '../../model/payload/cbor.ts';
import { fittingView, payloadViews, plainView, type PayloadViewName } from '../../model/payload/fitting-view.ts';
import { readJson } from '../../model/payload/json.ts';
import { readMessagePack } from '../../model/payload/message-pack.ts';
import { readProtobuf } from '../../model/payload/protobuf.ts';
import { readXml } from '../../model/payload/xml.ts';
import { directionWord, sizeWord } from '../../model/row-text.ts';
import { WholePayload } from '../../model/whole-payload.ts';
import { words } from '../../model/words.ts';
import { ValueSelect } from '../../ui/value-select.tsx';
import { usePageServices } from '../page-context.ts';
import { useStore } from '../use-store.ts';
import { CompareMenu } from './compare-menu.tsx';
import { CompareView } from './compare-view.tsx';
import { HexView } from './hex-view.tsx';
import { ImageView } from './image-view.tsx';
import { useMessageStyles } from './message-styles.ts';
import { SchemaForm } from './schema-form.tsx';
import { IndentedView, JsonLinesView, StructureView } from './structure-view.tsx';
import { TextView } from './text-view.tsx';
import { WholeView } from './whole-view.tsx';

interface MessageViewProps {
  readonly reading: MessageReading;
  readonly row: Row;
  readonly address: RowAddress;
}

/** The content of a message in the view that fits it, or in the one that was chosen. */
export function MessageView({ reading, row, address }: MessageViewProps) {
  const styles = useMessageStyles();
  const id = useId();
  const { client } = usePageServices();
  const { session, row: number } = address;
  const { size, preview } = row;
  const pieces = useMemo(
    () => new PayloadPieces(client, { session, row: number }, size),
    [client, session, number, size],
  );
  const payload = useMemo(
    () => new WholePayload(client, { session, row: number }, size),
    [client, session, number, size],
  );
  const chosen = useStore(reading.store, ({ view }) => view);
  const [givesWay, setGivesWay] = useState(false);
  const giveWay = useCallback(() => setGivesWay(true), []);
  const [other, setOther] = useState<ComparedMessage>();
  const fitting = givesWay ? plainView(preview, size) : fittingView(preview, size);
  const view = chosen ?? fitting;
  const message = useMemo(
    () => ({
      address: { session, row: number },
      size,
      name: `${directionWord(row)}, ${formatTime(row.time)}, ${sizeWord(row)}`,
    }),
    [session, number, size, row],
  );
  const { detail } = words;
  return (
    <>
      <div className={styles.tools}>
        <ValueSelect<PayloadViewName | 'fitting'>
          id={`${id}view`}
          label={detail.view}
          value={chosen ?? 'fitting'}
          disabled={other !== undefined}
          options={[
            { value: 'fitting', label: detail.fitting(fitting) },
            ...payloadViews.map((name) => ({ value: name, label: detail.views[name] })),
          ]}
          onChange={(name) => reading.choose(name === 'fitting' ? undefined : name)}
        />
        <span className={styles.grows} />
        <CompareMenu reading={reading} row={row} message={message} other={other} onCompare={setOther} />
      </div>
      {other !== undefined ? (
        <CompareView message={message} other={other} />
      ) : (
        <Content
          reading={reading}
          view={view}
          pieces={pieces}
          payload={payload}
          onGiveWay={chosen === undefined ? giveWay : undefined}
        />
      )}
    </>
  );
}

interface ContentProps {
  readonly reading: MessageReading;
  readonly view: PayloadViewName;
  readonly pieces: PayloadPieces;
  readonly payload: WholePayload;
  readonly onGiveWay: (() => void) | undefined;
}

function Content({ reading, view, pieces, payload, onGiveWay }: ContentProps) {
  if (view === 'text') return <TextView pieces={pieces} />;
  if (view === 'hex') return <HexView pieces={pieces} />;
  return (
    <>
      {view === 'protobuf' && <SchemaForm reading={reading} />}
      <WholeView payload={payload} size={pieces.size}>
        {(bytes) => <Structure key={view} reading={reading} view={view} bytes={bytes} onGiveWay={onGiveWay} />}
      </WholeView>
    </>
  );
}

interface StructureProps {
  readonly reading: MessageReading;
  readonly view: Exclude<PayloadViewName, 'text' | 'hex'>;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly onGiveWay: (() => void) | undefined;
}

function Structure({ reading, view, bytes, onGiveWay }: StructureProps) {
  const read = { view, bytes, onGiveWay };
  switch (view) {
    case 'jsonTree':
      return <Json {...read} as="tree" />;
    case 'jsonText':
      return <Json {...read} as="lines" />;
    case 'xml':
      return <Xml {...read} />;
    case 'messagePack':
      return <Tree {...read} reader={readMessagePack} />;
    case 'cbor':
      return <Tree {...read} reader={readCbor} />;
    case 'protobuf':
      return <Protobuf {...read} reading={reading} />;
    case 'image':
      return <ImageView bytes={bytes} />;
  }
}

type ReadProps = Omit<StructureProps, 'reading'>;

function Json({ as, ...rest }: ReadProps & { readonly as: 'tree' | 'lines' }) {
  const tree = useMemo(() => readJson(rest.bytes), [rest.bytes]);
  return as === 'tree' ? <StructureView {...rest} tree={tree} /> : <JsonLinesView {...rest} tree={tree} />;
}

function Xml(props: ReadProps) {
  const { lines, fault } = useMemo(() => readXml(props.bytes), [props.bytes]);
  return <IndentedView {...props} lines={lines} fault={fault} />;
}

function Tree({ reader, ...rest }: ReadProps & { readonly reader: typeof readCbor }) {
  const tree = useMemo(() => reader(rest.bytes), [reader, rest.bytes]);
  return <StructureView {...rest} tree={tree} />;
}

function Protobuf({ reading, ...rest }: StructureProps) {
  const fields = useStore(reading.store, ({ schema, messageType }) => schema?.get(messageType));
  const tree = useMemo(() => readProtobuf(rest.bytes, fields), [rest.bytes, fields]);
  const messageType = useStore(reading.store, (state) => state.messageType);
  // A tree of another type is another tree: what was open says nothing of it.
  return <StructureView key={messageType} {...rest} tree={tree} />;
}
