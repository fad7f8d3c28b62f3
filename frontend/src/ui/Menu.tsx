/** Menus: Mantine's, in our clothes. */
import { Menu as MantineMenu } from '@mantine/core';
import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/Menu.css';
import '@mantine/core/styles/UnstyledButton.css';
import type { ReactElement, ReactNode } from 'react';
import css from './Menu.module.css';

export function Menu({ target, children }: { target: ReactElement; children: ReactNode }) {
  return (
    <MantineMenu
      position="bottom-end"
      radius={14}
      width={280}
      withinPortal={false}
      transitionProps={{ duration: 120 }}
      classNames={{ dropdown: css.dropdown, item: css.item, label: css.label, divider: css.divider }}
    >
      <MantineMenu.Target>{target}</MantineMenu.Target>
      <MantineMenu.Dropdown>{children}</MantineMenu.Dropdown>
    </MantineMenu>
  );
}

export const MenuItem = MantineMenu.Item;
export const MenuLabel = MantineMenu.Label;
export const MenuDivider = MantineMenu.Divider;
