import type { FakeCloudConfig } from '@/tests/fake-cloud/config';
import { escapeHtml } from './escape';
import { styleOf } from './style';

export interface LoginForm {
  root: string;
  theme: FakeCloudConfig['horizonTheme'];
  csrfToken: string;
  /** path to open after the login */
  next: string;
  isWrong: boolean;
}

/** The login page. Source: openstack_dashboard/templates/auth/_login_form.html. */
export function loginPage({ root, theme, csrfToken, next, isWrong }: LoginForm): string {
  const field = (name: string, label: string, type = 'text'): string =>
    `<div class="form-group required"><label class="control-label required" for="id_${name}">${label}</label><input type="${type}" name="${name}" class="form-control" id="id_${name}"></div>`;
  const alert = isWrong ? '<div class="alert alert-danger"><p>Invalid credentials.</p></div>' : '';
  return `<!DOCTYPE html>
<html>
  <head><meta charset="utf-8"><title>Login - OpenStack Dashboard</title>${styleOf(theme)}</head>
  <body id="splash" ng-app='horizon.app' ng-strict-di>
    <div class="container login">
      <form id="" class="ng-pristine" method="POST" action="${root}auth/login/" autocomplete="off" ng-controller="hzLoginController">
        <input type="hidden" name="csrfmiddlewaretoken" value="${csrfToken}"><input type="hidden" name="next" value="${escapeHtml(next)}">
        <h3 class="login-title">Log in</h3>${alert}
        ${field('username', 'User Name')}${field('password', 'Password', 'password')}${field('domain', 'Domain')}
        <button id="loginBtn" type="submit" class="btn btn-primary"><span>Sign In</span></button>
      </form>
    </div>
    <div id="modal_wrapper"></div>
  </body>
</html>`;
}
