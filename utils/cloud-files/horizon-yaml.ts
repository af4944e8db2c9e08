const QUOTED_VALUE =
  /^([ \t]*(?:username|project_name|user_domain_name|application_credential_(?:id|secret)|region_name|interface): )"(.*)"([ \t]*)$/gm;

const HTML_ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#x27': "'" };

/** By the first line of Horizon's template. */
export function isHorizonCloudsYaml(text: string): boolean {
  return /^\s*# This is a clouds\.yaml file, which can be used by OpenStack tools/.test(text);
}

/**
 * Horizon's template escapes values for HTML but not backslashes: not YAML
 * (openstack_dashboard/dashboards/project/api_access/templates/api_access/clouds.yaml.template).
 */
export function repairHorizonYaml(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(QUOTED_VALUE, (_, key: string, value: string, trailingBlanks: string) => {
    const unescaped = value.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (all, name: string) => HTML_ENTITIES[name] ?? all);
    return `${key}${JSON.stringify(unescaped)}${trailingBlanks}`;
  });
}
