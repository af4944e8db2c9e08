import { type CatalogService, catalogOf } from '@/tests/fake-cloud/horizon/api-access/facts';
import type { Traits } from '@/tests/fake-cloud/horizon/release';
import { traitsOf } from '@/tests/fake-cloud/horizon/release';
import type { SessionRequest } from '@/tests/fake-cloud/horizon/request';

/** `keystone/user-session/`. `domain_*` is for domain scopes: null here. Source: openstack_dashboard/api/rest/keystone.py `UserSession`. */
export function userSession({ context, session }: SessionRequest): object {
  const { user, project, region, token } = session;
  const hasToken = !traitsOf(context.knobs).isOld && context.knobs.horizonClientToken;
  return {
    id: user.id,
    domain_id: null,
    is_superuser: token.roles.includes('admin'),
    enabled: true,
    project_name: project.name,
    services_region: region,
    domain_name: null,
    user_domain_id: user.domainId,
    username: user.name,
    user_domain_name: context.world.domains.find((domain) => domain.id === user.domainId)?.name ?? '',
    roles: token.roles.map((name) => ({ name })),
    project_id: project.id,
    available_services_regions: context.world.regions,
    ...(hasToken && { token: token.id }),
  };
}

/** Removes non-public endpoints from the list while iterating over it, as Zed does: the one after each is skipped. */
function leakily(endpoints: CatalogService['endpoints']): CatalogService['endpoints'] {
  const left = [...endpoints];
  for (let position = 0; position < left.length; position += 1) {
    if (left[position]?.interface !== 'public') left.splice(position, 1);
  }
  return left;
}

/** `keystone/svc-catalog/`. Source: openstack_dashboard/api/rest/keystone.py `ServiceCatalog`, by release. */
export function sessionCatalog(request: SessionRequest, kind: Traits['catalog']): object[] {
  return catalogOf(request).map((service) => ({
    ...service,
    endpoints:
      kind === 'whole'
        ? service.endpoints
        : kind === 'leaky'
          ? leakily(service.endpoints)
          : service.endpoints.filter((endpoint) => endpoint.interface === 'public'),
  }));
}
