import { themes } from '../../contract/app-settings.ts';
import { usePageServices } from '../features/page-context.ts';
import { words } from '../model/words.ts';
import { Menu, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '../ui/controls.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { DarkTheme20Regular } from '../ui/icons.ts';
import { useStore } from '../features/use-store.ts';

/** The choice of theme. The page itself follows the media queries, which main sets. */
export function ThemeMenu() {
  const { app } = usePageServices();
  const theme = useStore(app.store, (state) => state.theme);
  return (
    <Menu
      positioning="above-start"
      checkedValues={{ theme: [theme] }}
      onCheckedValueChange={(_event, { checkedItems }) => {
        const chosen = themes.find((candidate) => candidate === checkedItems[0]);
        if (chosen !== undefined) void app.setTheme(chosen);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <IconButton label={words.theme.label} icon={DarkTheme20Regular} size="medium" />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {themes.map((value) => (
            <MenuItemRadio key={value} name="theme" value={value}>
              {words.theme[value]}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
