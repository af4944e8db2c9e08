import { escapeHtml } from '@/tests/fake-cloud/horizon/markup/escape';
import type { Traits } from '@/tests/fake-cloud/horizon/release';
import type { AccessFacts } from './facts';

/** Text between quotation marks of a shell script. Source: horizon/templatetags/shellfilter.py. */
function shell(text: string): string {
  return text.replace(/[\\`'"]/g, '\\$&');
}

/**
 * The `clouds.yaml` of the session, without a password. Django escapes the values for HTML.
 * Source: api_access/templates/api_access/clouds.yaml.template.
 */
export function cloudsYamlText(facts: AccessFacts): string {
  const text = escapeHtml;
  return `# A clouds.yaml file for OpenStack tools: put it in ~/.config/openstack/clouds.yaml
# and add your password to the auth section. Tools find this cloud by its name:
# OS_CLOUD=openstack or --os-cloud=openstack
clouds:
  openstack:
    auth:
      auth_url: ${text(facts.authUrl)}
      username: "${text(facts.userName)}"
      project_id: ${text(facts.projectId)}
      project_name: "${text(facts.projectName)}"
      user_domain_name: "${text(facts.userDomainName)}"
    region_name: "${text(facts.region)}"
    interface: "public"
    identity_api_version: 3`;
}

/** The `openrc` of the session. Source: api_access/templates/api_access/openrc.sh.template. */
export function openrcText(facts: AccessFacts, traits: Traits): string {
  const bare = (text: string): string => (traits.quotedOpenrc ? `"${text}"` : text);
  const projectDomain = `export OS_PROJECT_DOMAIN_ID="${shell(facts.projectDomainId)}"
if [ -z "$OS_PROJECT_DOMAIN_ID" ]; then unset OS_PROJECT_DOMAIN_ID; fi\n`;
  return `#!/usr/bin/env bash
# The Identity service that gives tokens and the catalog.
export OS_AUTH_URL=${bare(facts.authUrl)}
# The project that owns the resources.
export OS_PROJECT_ID=${bare(facts.projectId)}
export OS_PROJECT_NAME="${shell(facts.projectName)}"
export OS_USER_DOMAIN_NAME="${shell(facts.userDomainName)}"
if [ -z "$OS_USER_DOMAIN_NAME" ]; then unset OS_USER_DOMAIN_NAME; fi
${traits.isOld ? '' : projectDomain}# unset v2.0 items in case set
unset OS_TENANT_ID
unset OS_TENANT_NAME
# The user who acts.
export OS_USERNAME="${shell(facts.userName)}"
echo "Please enter your OpenStack Password for project $OS_PROJECT_NAME as user $OS_USERNAME: "
read -sr OS_PASSWORD_INPUT
export OS_PASSWORD=${bare('$OS_PASSWORD_INPUT')}
export OS_REGION_NAME="${shell(facts.region)}"
if [ -z "$OS_REGION_NAME" ]; then unset OS_REGION_NAME; fi
export OS_INTERFACE=${bare('public')}
export OS_IDENTITY_API_VERSION=${bare('3')}`;
}
