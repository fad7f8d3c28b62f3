/** Where events take place, and what the club lends for them. */
import { IconArchive, IconDots, IconPencil, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Equipment, failureOf, type Venue } from '@/api';
import { useWords } from '@/language';
import { Button, Card, EmptyState, FailureNotice, lazyPart, Menu, MenuItem, Part, Skeleton } from '@/ui';
import { archiveEquipment, archiveVenue } from '../changes';
import css from '../events.module.css';
import { equipmentQuery, venuesQuery } from '../queries';
import { type Asked, AskOnce } from '../way/AskOnce';
import { placesWords } from './words';

const VenueDialog = lazyPart(() => import('./VenueDialog').then((part) => part.VenueDialog));
const EquipmentDialog = lazyPart(() => import('./EquipmentDialog').then((part) => part.EquipmentDialog));

const icon = { size: 20, stroke: 1.75, 'aria-hidden': true } as const;

type Open = { venue: Venue | null } | { equipment: Equipment | null };

/** `reason`: why nothing can be changed. */
export function PlaceSettings({ reason }: { reason: string | null }) {
  const w = useWords(placesWords);
  const venues = useQuery(venuesQuery);
  const equipment = useQuery(equipmentQuery);
  const [open, setOpen] = useState<Open | null>(null);
  const [asking, setAsking] = useState<Asked | null>(null);
  const placeOf = (id: string | null | undefined) =>
    venues.data?.items.find((venue) => venue.id === id)?.name;
  const add = (label: string, what: Open) => (
    <Button reason={reason} icon={<IconPlus {...icon} />} onClick={() => setOpen(what)}>
      {label}
    </Button>
  );
  return (
    <>
      <Card title={w.venues} action={add(w.addVenue, { venue: null })}>
        {venues.isPending && <Skeleton lines={4} />}
        {venues.isError && (
          <FailureNotice failure={failureOf(venues.error)} onRetry={() => void venues.refetch()} />
        )}
        {venues.data?.items.length === 0 && <EmptyState title={w.noVenue}>{w.noVenueText}</EmptyState>}
        <ul className={css.lines}>
          {venues.data?.items.map((venue) => (
            <Line
              key={venue.id}
              name={venue.name}
              told={[
                [venue.address, venue.commune].filter(Boolean).join(', '),
                venue.capacity != null && w.seats(venue.capacity),
                venue.accessibility,
              ]}
              reason={reason}
              onEdit={() => setOpen({ venue })}
              onArchive={() =>
                setAsking({
                  title: w.archiveTitle(venue.name),
                  text: w.archiveVenueText,
                  button: w.archive,
                  done: w.archived(venue.name),
                  make: () => archiveVenue(venue.id),
                })
              }
            />
          ))}
        </ul>
      </Card>
      <Card title={w.equipment} action={add(w.addEquipment, { equipment: null })}>
        {equipment.isPending && <Skeleton lines={4} />}
        {equipment.isError && (
          <FailureNotice failure={failureOf(equipment.error)} onRetry={() => void equipment.refetch()} />
        )}
        {equipment.data?.items.length === 0 && (
          <EmptyState title={w.noEquipment}>{w.noEquipmentText}</EmptyState>
        )}
        <ul className={css.lines}>
          {equipment.data?.items.map((one) => (
            <Line
              key={one.id}
              name={one.name}
              told={[w.pieces(one.quantity), placeOf(one.venue_id)]}
              reason={reason}
              onEdit={() => setOpen({ equipment: one })}
              onArchive={() =>
                setAsking({
                  title: w.archiveTitle(one.name),
                  text: w.archiveEquipmentText,
                  button: w.archive,
                  done: w.archived(one.name),
                  make: () => archiveEquipment(one.id),
                })
              }
            />
          ))}
        </ul>
      </Card>
      <Part>
        {open && 'venue' in open && <VenueDialog venue={open.venue} onClose={() => setOpen(null)} />}
        {open && 'equipment' in open && (
          <EquipmentDialog
            equipment={open.equipment}
            venues={venues.data?.items ?? []}
            onClose={() => setOpen(null)}
          />
        )}
      </Part>
      {asking && <AskOnce asked={asking} onClose={() => setAsking(null)} />}
    </>
  );
}

interface LineProps {
  name: string;
  told: (string | false | undefined)[];
  reason: string | null;
  onEdit: () => void;
  onArchive: () => void;
}

function Line({ name, told, reason, onEdit, onArchive }: LineProps) {
  const w = useWords(placesWords);
  return (
    <li className={css.line}>
      <span>
        {name}
        <small>{told.filter(Boolean).join(' · ')}</small>
      </span>
      <Menu
        target={
          <Button
            size="small"
            look="plain"
            reason={reason}
            aria-label={w.actions(name)}
            icon={<IconDots {...icon} size={18} />}
          />
        }
      >
        <MenuItem icon={<IconPencil {...icon} />} onClick={onEdit}>
          {w.edit}
        </MenuItem>
        <MenuItem icon={<IconArchive {...icon} />} onClick={onArchive}>
          {w.archive}
        </MenuItem>
      </Menu>
    </li>
  );
}
