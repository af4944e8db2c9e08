interface Props {
  title: string;
  text: string;
  button?: { label: string; onClick(): void };
}

/** Stands in place of a list without rows. */
export function EmptyState({ title, text, button }: Props) {
  return (
    <div class="empty">
      <h2>{title}</h2>
      <p>{text}</p>
      {button && (
        <button type="button" class="button primary" onClick={button.onClick}>
          {button.label}
        </button>
      )}
    </div>
  );
}
