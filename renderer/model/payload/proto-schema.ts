import type { Field, MapField, Type, Enum } from 'protobufjs';

/** How a field's value lies on the wire, by its name in .proto. */
export type ProtoScalar =
  | 'double'
  | 'float'
  | 'int32'
  | 'int64'
  | 'uint32'
  | 'uint64'
  | 'sint32'
  | 'sint64'
  | 'fixed32'
  | 'fixed64'
  | 'sfixed32'
  | 'sfixed64'
  | 'bool'
  | 'string'
  | 'bytes';

/** What a field holds: a scalar, one of some names, or a message. */
export type ProtoFieldType =
  | { readonly kind: 'scalar'; readonly name: ProtoScalar }
  | { readonly kind: 'enum'; readonly name: string; readonly values: ReadonlyMap<number, string> }
  | { readonly kind: 'message'; readonly name: string; readonly fields: ProtoFields };

export interface ProtoField {
  readonly name: string;
  readonly type: ProtoFieldType;
}

/** The fields of a message by their numbers. Filled after it was made, as messages can hold themselves. */
export type ProtoFields = ReadonlyMap<number, ProtoField>;

/** The messages of a .proto by their full names, in the order of the file. */
export type ProtoSchema = ReadonlyMap<string, ProtoFields>;

/** What is wrong with a .proto. */
export class ProtoSyntaxError extends Error {
  /** From 1; undefined where it is about no line. */
  readonly line: number | undefined;

  constructor(message: string, line: number | undefined) {
    super(message);
    this.line = line;
  }
}

/**
 * Reads the text of a .proto file. Only the parser of protobufjs is used: its codecs are made with `Function`, which the
 * page's policy forbids. The parser is loaded with the first schema.
 *
 * @throws ProtoSyntaxError also where a type is named that is not in the text: nothing is imported
 */
export async function readProtoSchema(text: string): Promise<ProtoSchema> {
  const { default: protobuf } = await import('protobufjs');
  const { Enum, MapField, Root, Type, parse } = protobuf;
  const schema = new Map<string, Map<number, ProtoField>>();
  const root = new Root();
  try {
    parse(text, root, { keepCase: true });
    root.resolveAll();
  } catch (error) {
    throw syntaxError(error);
  }
  const typeOf = (field: Field | MapField): ProtoFieldType => {
    const resolved: Type | Enum | null = field.resolvedType;
    if (resolved instanceof Type) {
      return { kind: 'message', name: nameOf(resolved), fields: schema.get(nameOf(resolved)) ?? new Map() };
    }
    if (resolved instanceof Enum) {
      const values = Object.entries(resolved.values).map(([name, value]) => [value, name] as const);
      return { kind: 'enum', name: nameOf(resolved), values: new Map(values.toReversed()) };
    }
    // Anything else was refused by resolveAll.
    return { kind: 'scalar', name: field.type as ProtoScalar };
  };
  const types = messageTypes(root.nestedArray, (object): object is Type => object instanceof Type);
  for (const type of types) schema.set(nameOf(type), new Map());
  for (const type of types) {
    const fields = schema.get(nameOf(type));
    for (const field of type.fieldsArray) {
      const fieldType = typeOf(field);
      fields?.set(field.id, {
        name: field.name,
        type: field instanceof MapField ? mapEntry(field, fieldType) : fieldType,
      });
    }
  }
  return schema;
}

/** A map lies on the wire as messages of a key and a value (protobuf.dev, "Maps"). */
function mapEntry(field: MapField, value: ProtoFieldType): ProtoFieldType {
  // The grammar allows integers, booleans and strings only.
  const key: ProtoFieldType = { kind: 'scalar', name: field.keyType as ProtoScalar };
  const fields = new Map<number, ProtoField>([
    [1, { name: 'key', type: key }],
    [2, { name: 'value', type: value }],
  ]);
  return { kind: 'message', name: 'map', fields };
}

/** Messages at any depth. Namespaces can lie as deep as a text is long. */
function messageTypes(top: readonly object[], isType: (object: object) => object is Type): Type[] {
  const types: Type[] = [];
  const waiting: object[] = [...top].toReversed();
  for (let object = waiting.pop(); object !== undefined; object = waiting.pop()) {
    if (isType(object)) types.push(object);
    if ('nestedArray' in object && Array.isArray(object.nestedArray)) waiting.push(...object.nestedArray.toReversed());
  }
  return types;
}

function nameOf(type: Type | Enum): string {
  return type.fullName.replace(/^\./, '');
}

function syntaxError(error: unknown): ProtoSyntaxError {
  // A text that is nested too deeply ends in a RangeError.
  const message = error instanceof Error ? error.message : String(error);
  const line = /\(?line (\d+)\)?/.exec(message)?.[1];
  const sentence = message.replace(/ ?\((?:[^()]*, )?line \d+\)/, '');
  return new ProtoSyntaxError(sentence, line === undefined ? undefined : Number(line));
}
