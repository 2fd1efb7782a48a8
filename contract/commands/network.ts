import * as v from 'valibot';
import {
  journalOutcomes,
  type AddressAnswer,
  type IsolationState,
  type JournalRange,
  type PolicySaving,
} from '../network-isolation.ts';
import { networkPolicySchema } from '../network-policy.ts';
import { proxyChangeSchema, type ProxyState } from '../proxy-setting.ts';
import { command, fileSource, index, limits, nothing } from './command.ts';

/** A proxy script the user chose. */
export interface ChosenScript {
  readonly handle: number;
  /** The file's name without its folder. */
  readonly name: string;
}

/** What may be reached, through which proxies, and what was. */
export const networkCommands = {
  'network.state': command<IsolationState>()(nothing),
  /** Saves the user's policy, which holds at once. */
  'network.savePolicy': command<PolicySaving>()(
    v.strictObject({
      policy: networkPolicySchema,
      /** Whether live sessions that it does not allow may be ended; where not, it is not saved as long as there are some. */
      endsSessions: v.boolean(),
    }),
  ),
  /** Asks what a connection would be answered. Connects to nobody. */
  'network.decide': command<AddressAnswer>()(
    v.strictObject({
      /** A host, `host:port`, or a ws: or wss: address. */
      address: v.pipe(v.string(), v.maxLength(limits.urlLength)),
      /** Whether the system's resolver may be asked for the addresses of a name. */
      looksUp: v.boolean(),
    }),
  ),
  'proxy.state': command<ProxyState>()(nothing),
  /** Asks for a file with a PAC script. Answers null when the user cancelled. */
  'proxy.chooseScript': command<ChosenScript | null>()(fileSource),
  /** Saves which proxies to use, which holds from the next connection on. */
  'proxy.save': command<ProxyState>()(v.strictObject({ change: proxyChangeSchema })),
  /** Entries `from` to `from + count` of those that the filter lets through, oldest first. */
  'journal.read': command<JournalRange>()(
    v.strictObject({
      from: index,
      count: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(limits.journalEntriesPerRead)),
      filter: v.strictObject({
        outcome: v.nullable(v.picklist(journalOutcomes)),
        /** In host, address, port or purpose, in whatever case. */
        text: v.pipe(v.string(), v.maxLength(256)),
      }),
    }),
  ),
  'journal.clear': command<void>()(nothing),
} as const;
