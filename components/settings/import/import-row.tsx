import type { ComparedField } from '@/utils/cloud-files/compared-fields';
import { blocksImport } from '@/utils/cloud-files/import-problems';
import { i18n } from '@/utils/i18n';
import type { SignInMethodName } from '@/utils/sign-in/methods';
import type { Decision, PreviewRow } from './choices';
import { problemWords } from './problem-words';
import { summaryOf } from './summary';

interface Props {
  row: PreviewRow;
  secretStored: boolean;
  id: string;
  onDecide(decision: Decision): void;
}

/** One cloud: whether it is imported, as what, and what that changes. */
export function ImportRow({ row, secretStored, id, onDecide }: Props) {
  const { planned, chosen, action, selectable, hasNoEffect } = row;
  const { imported, added } = planned;
  const state = added === null ? 'blocked' : hasNoEffect ? 'nothing' : action;
  return (
    <li class={chosen ? 'found chosen' : 'found'}>
      <input
        id={id}
        type="checkbox"
        checked={chosen}
        disabled={!selectable}
        aria-describedby={`${id}-text`}
        onChange={(event) => onDecide({ chosen: event.currentTarget.checked })}
      />
      <div class="found-head">
        <label for={id}>{nameOf(row)}</label>
        <span class={`tag is-${state}`}>{i18n.t(`settings.import.state.${state}`)}</span>
        {!hasNoEffect && <ActionChoice row={row} onDecide={onDecide} />}
      </div>
      <div class="found-text" id={`${id}-text`}>
        <p class="hint">{summaryOf(imported.draft)}</p>
        <Effect row={row} state={state} secretStored={secretStored} />
        {imported.problems.map((problem) => (
          <p key={`${problem.code} ${problem.key}`} class={blocksImport(problem) ? 'note bad' : 'note warn'}>
            {problemWords(problem)}
          </p>
        ))}
      </div>
    </li>
  );
}

function nameOf({ planned }: PreviewRow): string {
  return planned.imported.name || '?';
}

function ActionChoice({ row, onDecide }: Pick<Props, 'row' | 'onDecide'>) {
  const { added, updated } = row.planned;
  if (added === null || updated === null) return null;
  return (
    <select
      aria-label={i18n.t('settings.import.as', { name: nameOf(row) })}
      value={row.action}
      onChange={(event) => onDecide({ action: event.currentTarget.value === 'add' ? 'add' : 'update' })}
    >
      <option value="update">{i18n.t('settings.import.asUpdate', { name: updated.before.name })}</option>
      <option value="add">{i18n.t('settings.import.asAdd', { name: added.name })}</option>
    </select>
  );
}

interface EffectProps {
  row: PreviewRow;
  state: 'blocked' | 'nothing' | 'add' | 'update';
  secretStored: boolean;
}

function Effect({ row, state, secretStored }: EffectProps) {
  const { imported, updated } = row.planned;
  if (state === 'blocked') return null;
  if (state === 'nothing') {
    const key = updated?.changes.length ? 'settings.import.superseded' : 'settings.import.nothing';
    return <p class="note">{i18n.t(key)}</p>;
  }
  const secret = secretState(imported.secret, state, secretStored, updated?.needsSecret === true);
  return (
    <>
      {state === 'update' &&
        updated?.changes.map(({ field, from, to }) => (
          <p key={field} class="note change">
            {i18n.t('settings.import.change', {
              field: labelOf(field),
              from: textOf(field, from),
              to: textOf(field, to),
            })}
          </p>
        ))}
      <p class="note">{i18n.t(`settings.import.secret.${secret}`)}</p>
    </>
  );
}

function secretState(secret: unknown, action: 'add' | 'update', stored: boolean, needsSecret: boolean) {
  if (action === 'update' && stored) return secret !== undefined ? 'replaced' : needsSecret ? 'asked' : 'kept';
  return secret === undefined ? 'missing' : 'given';
}

function labelOf(field: ComparedField): string {
  if (field === 'user') return i18n.t('settings.field.userName');
  if (field === 'credential') return i18n.t('settings.field.appCredId');
  return i18n.t(`settings.field.${field}`);
}

function textOf(field: ComparedField, text: string): string {
  if (text === '') return i18n.t('settings.import.none');
  if (field === 'passcode') return i18n.t('settings.import.asked');
  if (field === 'method') return i18n.t(`settings.method.${text as SignInMethodName}`);
  if (field === 'interface') return i18n.t(`settings.interface.${text as 'public' | 'internal' | 'admin'}`);
  return text;
}
