import { Menu, MenuList, MenuPopover } from '@fluentui/react-components';
import type { ReactNode } from 'react';

interface PointMenuProps {
  readonly label: string;
  /** In the window, in CSS pixels. */
  readonly at: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** An open menu at a point: where the pointer was, or the line that has the focus. */
export function PointMenu({ label, at, onClose, children }: PointMenuProps) {
  return (
    <Menu
      open
      positioning={{
        target: { getBoundingClientRect: () => new DOMRect(at.x, at.y, 0, 0) },
        position: 'below',
        align: 'start',
      }}
      onOpenChange={(_event, { open }) => !open && onClose()}
    >
      <MenuPopover>
        <MenuList aria-label={label}>{children}</MenuList>
      </MenuPopover>
    </Menu>
  );
}
