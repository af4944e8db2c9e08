/** The keys that Horizon's template puts between quotation marks. */
const QUOTED =
  /^([ \t]*(?:username|project_name|user_domain_name|application_credential_(?:id|secret)|region_name|interface): )"(.*)"([ \t]*)$/gm;

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" };

/** Whether it is a download of Horizon, by the words that its template begins with. */
export function isHorizonDownload(text: string): boolean {
  return /^\s*# This is a clouds\.yaml file, which can be used by OpenStack tools/.test(text);
}

/**
 * Horizon writes its clouds.yaml by a template that escapes values as if for HTML and leaves backslashes alone: a user
 * `CORP\o'neil` becomes `"CORP\o&#x27;neil"`, which is no YAML.
 *
 * @returns the file as it is meant. Source: openstack_dashboard/dashboards/project/api_access/templates/api_access/clouds.yaml.template
 */
export function repairHorizonYaml(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(QUOTED, (_, key: string, value: string, rest: string) => {
    const meant = value.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (all, name: string) => ENTITIES[name] ?? all);
    return `${key}${JSON.stringify(meant)}${rest}`;
  });
}
