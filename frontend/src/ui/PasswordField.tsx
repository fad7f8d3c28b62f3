import { IconEye, IconEyeOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useWords } from '@/language';
import { type Control, Frame, parted } from './inputs';
import css from './inputs.module.css';
import { formWords } from './words/forms';

export function PasswordField(props: Omit<Control<'input'>, 'type'>) {
  const w = useWords(formWords);
  const { frame, control } = parted(props);
  const [shown, setShown] = useState(false);
  const Icon = shown ? IconEyeOff : IconEye;
  return (
    <Frame {...frame}>
      {(attributes) => (
        <span className={css.inside}>
          <input type={shown ? 'text' : 'password'} className={css.text} {...control} {...attributes} />
          <button
            type="button"
            className={css.eye}
            aria-label={w.showPassword}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            <Icon size={20} stroke={1.75} aria-hidden />
          </button>
        </span>
      )}
    </Frame>
  );
}
