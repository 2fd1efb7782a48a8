import { Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';

interface SubmenuProps {
  readonly label: string;
  readonly disabled?: boolean;
  /** Items of a menu. */
  readonly children: ReactNode;
}

/** An item that opens a menu beside it, by pointing at it, a click or the arrow key. */
export function Submenu({ label, disabled = false, children }: SubmenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Menu
      open={isOpen}
      onOpenChange={(_event, { open, type }) => {
        // Pointing at the item for a moment has opened it: the click that follows is not to close it.
        if (open || type !== 'menuTriggerClick') setIsOpen(open);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <MenuItem disabled={disabled}>{label}</MenuItem>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>{children}</MenuList>
      </MenuPopover>
    </Menu>
  );
}
