/** A picture that only some may see yet: it is fetched as oneself, since an `<img>` brings no token. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import css from '../events.module.css';
import { fileQuery } from '../queries';

export function EventPicture({ event, file, alt }: { event: string; file: string; alt: string }) {
  const content = useQuery(fileQuery(event, file));
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!content.data) return;
    const made = URL.createObjectURL(content.data);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [content.data]);
  return <div className={css.picture}>{address && <img src={address} alt={alt} />}</div>;
}
