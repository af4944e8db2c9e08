import type { Remember } from '@/utils/clouds/profile';
import { i18n } from '@/utils/i18n';

const CHOICES: Remember[] = ['session', 'device', 'passphrase'];

interface Props {
  labelledBy: string;
  value: Remember;
  offersPassphrase: boolean;
  onChange(value: Remember): void;
}

/** Where a secret is kept, as radio buttons. */
export function RememberChoices({ labelledBy, value, offersPassphrase, onChange }: Props) {
  return (
    <div class="choices" role="radiogroup" aria-labelledby={labelledBy}>
      {CHOICES.filter((choice) => offersPassphrase || choice !== 'passphrase').map((choice) => (
        <label key={choice} class="choice">
          <input
            type="radio"
            name={labelledBy}
            value={choice}
            checked={value === choice}
            aria-labelledby={`${labelledBy}-${choice}`}
            aria-describedby={`${labelledBy}-${choice}-text`}
            onChange={() => onChange(choice)}
          />
          <span>
            <b id={`${labelledBy}-${choice}`}>{i18n.t(`settings.remember.${choice}.label`)}</b>
            <span class="hint" id={`${labelledBy}-${choice}-text`}>
              {i18n.t(`settings.remember.${choice}.text`)}
            </span>
          </span>
        </label>
      ))}
    </div>
  );
}
