import { useStore } from '../use-store.ts';
import { copyFormats } from '../../model/row-copier.ts';
import type { TranscriptModel } from '../../model/transcript-model.ts';
import { words } from '../../model/words.ts';
import { MenuDivider, MenuItem } from '../../ui/controls.ts';
import { PointMenu } from '../../ui/point-menu.tsx';
import { Submenu } from '../../ui/submenu.tsx';
import type { MenuPoint } from './row-list.tsx';

interface RowMenuProps {
  readonly model: TranscriptModel;
  /** Where it opens; undefined while it is closed. */
  readonly at: MenuPoint | undefined;
  readonly onClose: () => void;
}

/** What can be done with the selected rows. */
export function RowMenu({ model, at, onClose }: RowMenuProps) {
  const selection = useStore(model.store, (state) => state.selection);
  const marks = useStore(model.marks.store);
  if (at === undefined || selection === undefined) return null;
  const { transcript } = words;
  const address = model.log.locate(selection.active);
  const isPinned = address !== undefined && marks.get(address.session)?.get(address.row)?.isPinned === true;
  return (
    <PointMenu label={transcript.menu} at={at} onClose={onClose}>
      <MenuItem onClick={() => model.open(selection.active)}>{transcript.open}</MenuItem>
      <MenuItem onClick={() => void model.copy('lines')}>{transcript.copy}</MenuItem>
      <Submenu label={transcript.copyAs}>
        {copyFormats.map((format) => (
          <MenuItem key={format} onClick={() => void model.copy(format)}>
            {transcript.formats[format]}
          </MenuItem>
        ))}
      </Submenu>
      <MenuDivider />
      <MenuItem onClick={() => void model.togglePins()}>{isPinned ? transcript.unpin : transcript.pin}</MenuItem>
      <MenuItem onClick={() => model.beginNote()}>{transcript.note}</MenuItem>
      <MenuDivider />
      <MenuItem onClick={() => model.selectAll()}>{transcript.selectAll}</MenuItem>
    </PointMenu>
  );
}
