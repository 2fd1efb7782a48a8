import { transcriptColumns } from '../../../contract/transcript-look.ts';
import { words } from '../../model/words.ts';
import {
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItemCheckbox,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '../../ui/controls.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { TableSettings16Regular } from '../../ui/icons.ts';
import { usePageServices } from '../page-context.ts';
import { useStore } from '../use-store.ts';

/** Whether every frame is recorded, where that can be chosen. */
export interface FrameRecording {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** Which columns there are, how high rows are, and what is recorded. */
export function LookMenu({ recording }: { readonly recording: FrameRecording | undefined }) {
  const { app } = usePageServices();
  const look = useStore(app.store, (state) => state.transcriptLook);
  const { transcript } = words;
  return (
    <Menu
      checkedValues={{
        columns: [...look.columns],
        height: [look.isCompact ? 'compact' : 'comfortable'],
        recording: recording?.isOn === true ? ['frames'] : [],
      }}
      onCheckedValueChange={(_event, { name, checkedItems }) => {
        if (name === 'recording') recording?.onChange(checkedItems.includes('frames'));
        if (name === 'height') void app.setTranscriptLook({ ...look, isCompact: checkedItems.includes('compact') });
        if (name === 'columns') {
          const columns = transcriptColumns.filter((column) => checkedItems.includes(column));
          void app.setTranscriptLook({ ...look, columns });
        }
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <IconButton label={transcript.look} icon={TableSettings16Regular} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{transcript.showColumns}</MenuGroupHeader>
            {transcriptColumns.map((column) => (
              <MenuItemCheckbox key={column} name="columns" value={column}>
                {transcript.columns[column]}
              </MenuItemCheckbox>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{transcript.height}</MenuGroupHeader>
            {(['comfortable', 'compact'] as const).map((height) => (
              <MenuItemRadio key={height} name="height" value={height}>
                {transcript[height]}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          {recording !== undefined && (
            <>
              <MenuDivider />
              <MenuItemCheckbox name="recording" value="frames">
                {transcript.recordFrames}
              </MenuItemCheckbox>
            </>
          )}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
