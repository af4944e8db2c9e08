import { i18n } from '@/utils/i18n';
import type { Snapshot } from '@/utils/messaging/page-api';
import type { Place, ProjectView } from '@/utils/messaging/views';

interface Props {
  clouds: Snapshot['clouds'];
  place: Place;
  projects: ProjectView[];
  regions: string[];
  onChoose(place: Place): void;
}

/** Chooses the place; the region only where there are several. */
export function PlaceBar({ clouds, place, projects, regions, onChoose }: Props) {
  const { cloudId, projectId, region } = place;
  const isListed = projects.some((project) => project.id === projectId);
  return (
    <div class="places">
      <Select
        label={i18n.t('popup.cloud')}
        value={cloudId}
        options={clouds.map(({ profile }) => ({ value: profile.id, label: profile.name }))}
        onChoose={(id) => onChoose({ cloudId: id, projectId: null, region: null })}
      />
      <span class="places-slash" aria-hidden="true">
        /
      </span>
      <Select
        label={i18n.t('popup.project')}
        value={projectId ?? ''}
        options={[
          ...(isListed
            ? []
            : [{ value: projectId ?? '', label: projectId === null ? i18n.t('popup.defaultProject') : '…' }]),
          ...projects.map((project) => ({ value: project.id, label: labelOf(project) })),
          ...(projects.at(-1)?.isCutAfter
            ? [{ value: CUT, label: i18n.t('popup.partialProjects', projects.length), disabled: true }]
            : []),
        ]}
        onChoose={(id) => onChoose({ cloudId, projectId: id, region })}
      />
      {regions.length > 1 && (
        <>
          <span class="places-slash" aria-hidden="true">
            /
          </span>
          <Select
            label={i18n.t('popup.region')}
            value={region ?? ''}
            options={regions.map((name) => ({ value: name, label: name }))}
            onChoose={(name) => onChoose({ cloudId, projectId, region: name })}
          />
        </>
      )}
    </div>
  );
}

/** no id of a project */
const CUT = '\n';

interface SelectProps {
  label: string;
  value: string;
  options: { value: string; label: string; disabled?: boolean }[];
  onChoose(value: string): void;
}

function Select({ label, value, options, onChoose }: SelectProps) {
  return (
    <select
      class="place"
      aria-label={label}
      title={label}
      value={value}
      onChange={(event) => onChoose(event.currentTarget.value)}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value} disabled={option.disabled ?? false}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

function labelOf({ name, domainId }: ProjectView): string {
  return domainId === undefined ? name : i18n.t('popup.projectInDomain', { project: name, domain: domainId });
}
