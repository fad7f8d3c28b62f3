/** A picture that only some may see: it is fetched as oneself, since an `<img>` brings no token. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answer, api, type MemberPicture } from '@/api';
import css from './own.module.css';

export function Picture({ picture }: { picture: MemberPicture }) {
  const content = useQuery({
    queryKey: ['pictures', 'content', picture.id],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/member-pictures/{id}/content', {
          params: { path: { id: picture.id } },
          parseAs: 'blob',
          signal,
        }),
      ) as Promise<Blob>,
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
          alt={picture.alt}
          width={picture.width ?? undefined}
          height={picture.height ?? undefined}
        />
      )}
    </div>
  );
}
