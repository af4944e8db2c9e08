/** Adds a button without function to each row. */
for (const row of document.querySelectorAll('#instances > tbody > tr[data-object-id]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-default btn-sm';
  button.title = `Console of ${row.getAttribute('data-display')}`;
  button.setAttribute('data-novnc-for-openstack', row.id);
  button.append(document.createElement('span'), ' Open noVNC');
  row.lastElementChild.firstElementChild.prepend(button);
}
