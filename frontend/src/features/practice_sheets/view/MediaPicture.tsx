/** A picture that only some may see yet: it is fetched as oneself, since an `<img>` brings no token. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { fetchFile, type SheetMedia } from '@/api';
import css from './view.module.css';

export function MediaPicture({ media }: { media: SheetMedia }) {
  const content = useQuery({
    queryKey: ['sheets', 'media', media.id],
    queryFn: ({ signal }) => fetchFile(`/practice-media/${media.id}/content`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!content.data) return;
    const made = URL.createObjectURL(content.data);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [content.data]);
  return (
    <div className={css.picture}>
      {address && (
        <img
          src={address}
          alt={media.alt}
          width={media.width ?? undefined}
          height={media.height ?? undefined}
        />
      )}
    </div>
  );
}
