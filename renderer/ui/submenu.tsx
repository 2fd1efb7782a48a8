import { Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, type MenuProps } from '@fluentui/react-components';
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
  const change: MenuProps['onOpenChange'] = ({ target }, { open, type }) => {
    if (open || !staysOpen(type, target)) setIsOpen(open);
  };
  return (
    <Menu open={isOpen} onOpenChange={change}>
      <MenuTrigger disableButtonEnhancement>
        <MenuItem disabled={disabled}>{label}</MenuItem>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>{children}</MenuList>
      </MenuPopover>
    </Menu>
  );
}

/**
 * Whether what happened closes no menu of a system: a click on the item that pointing at it has opened, leaving the item for
 * no other one, and a pointer that rests on the item while what is around it moves into place.
 */
function staysOpen(type: string, target: EventTarget | null): boolean {
  if (type === 'menuTriggerClick' || type === 'menuTriggerMouseLeave') return true;
  return type === 'menuMouseEnter' && target instanceof Element && target.closest('[aria-expanded="true"]') !== null;
}
