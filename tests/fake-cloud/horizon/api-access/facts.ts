import type { SessionRequest } from '@/tests/fake-cloud/horizon/request';
import { catalog } from '@/tests/fake-cloud/keystone/catalog';

export interface CatalogService {
  type: string;
  name: string;
  endpoints: { interface: string; region: string; url: string }[];
}

/** The catalog of the session's token. */
export function catalogOf({ context, session }: SessionRequest): CatalogService[] {
  return catalog(context, session.project.id) as CatalogService[];
}

/** The public URL of a service in the session's region; Keystone's of any. Source: openstack_dashboard/api/base.py `url_for`. */
export function publicUrl(request: SessionRequest, service: CatalogService): string | undefined {
  const { region } = request.session;
  return service.endpoints.find((item) => item.interface === 'public' && item.region === region)?.url;
}

export interface AccessFacts {
  authUrl: string;
  userName: string;
  userDomainName: string;
  projectId: string;
  projectName: string;
  projectDomainId: string;
  region: string;
}

/** The values of the downloads. Source: api_access/views.py `_get_openrc_credentials`. */
export function accessFacts(request: SessionRequest): AccessFacts {
  const { user, project, region } = request.session;
  const identity = catalogOf(request).find((service) => service.type === 'identity');
  const domain = request.context.world.domains.find((item) => item.id === user.domainId);
  return {
    authUrl: (identity && publicUrl(request, identity)) ?? '',
    userName: user.name,
    userDomainName: domain?.name ?? '',
    projectId: project.id,
    projectName: project.name,
    projectDomainId: project.domainId,
    region,
  };
}
