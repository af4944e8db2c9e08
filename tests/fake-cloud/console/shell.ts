import type { Server } from '@/tests/fake-cloud/world';
import { drawable } from './font';
import type { Terminal } from './terminal';
import { COLOURS } from './theme';

const HELP = 'help  date  uptime  hostname  whoami  ls  ip\nuname  echo  clear  reboot';

/** The little machine behind a screen: it boots, shows a prompt, echoes what is typed and knows some commands. */
export class Shell {
  readonly #server: Server;
  readonly #terminal: Terminal;
  readonly #host: string;
  readonly #isRescue: boolean;
  #line = '';
  #bootedAt = Date.now();

  constructor(server: Server, terminal: Terminal) {
    this.#server = server;
    this.#terminal = terminal;
    this.#isRescue = server.status === 'RESCUE';
    this.#host =
      drawable(server.name)
        .replace(/[^\w-]+/g, '')
        .replace(/^-+/, '')
        .slice(0, 20) || 'server';
    this.boot();
  }

  /** From the kernel's first words to the prompt. */
  boot(): void {
    this.#terminal.clear();
    this.#bootedAt = Date.now();
    this.#say('[    0.000000] Linux version 6.1.0-28-cloud-amd64\n', COLOURS.muted);
    this.#say('[    0.412870] virtio_net virtio0: link is up\n', COLOURS.muted);
    for (const unit of ['Started OpenSSH server', 'Reached target Cloud-init', 'Started Getty on tty1']) {
      this.#say('[', COLOURS.text);
      this.#say('  OK  ', COLOURS.green);
      this.#say(`] ${unit}.\n`, COLOURS.text);
    }
    if (this.#isRescue) this.#say('\nRESCUE MODE: the disk of this server is at /dev/vdb\n', COLOURS.amber);
    this.#say(`\n${this.#image()} ${this.#host} tty1\n\n`, COLOURS.bright);
    this.#prompt();
  }

  /** One typed character; it is shown and kept until Enter. */
  type(character: string): void {
    this.#line += character;
    this.#say(drawable(character), COLOURS.bright);
  }

  backspace(): void {
    const characters = [...this.#line];
    const last = characters.pop();
    if (last === undefined) return;
    this.#line = characters.join('');
    this.#say('\b'.repeat([...drawable(last)].length), COLOURS.text);
  }

  enter(): void {
    const line = this.#line.trim();
    this.#line = '';
    this.#say('\n', COLOURS.text);
    if (line !== '') this.#run(line);
    this.#prompt();
  }

  /** The three-finger salute. */
  controlAltDelete(): void {
    this.#line = '';
    this.boot();
    this.#say('\nCtrl+Alt+Del: the server was restarted.\n', COLOURS.amber);
    this.#prompt();
  }

  #image(): string {
    return this.#server.image?.name ?? 'volume';
  }

  #prompt(): void {
    const [user, colour, sign] = this.#isRescue ? ['root', COLOURS.amber, '#'] : ['demo', COLOURS.green, '$'];
    this.#say(`${user}@${this.#isRescue ? 'rescue' : this.#host}`, colour);
    this.#say(':', COLOURS.text);
    this.#say('~', COLOURS.blue);
    this.#say(`${sign} `, COLOURS.text);
  }

  #run(line: string): void {
    const [command = '', ...words] = line.split(/\s+/);
    const seconds = Math.floor((Date.now() - this.#bootedAt) / 1000);
    const addresses = Object.values(this.#server.addresses).flat();
    const answers: Record<string, () => string> = {
      help: () => HELP,
      date: () => new Date().toUTCString(),
      uptime: () => `up ${seconds} seconds, 1 user, load average: 0.07`,
      hostname: () => this.#host,
      whoami: () => (this.#isRescue ? 'root' : 'demo'),
      ls: () => 'README  deploy.sh  logs',
      ip: () => addresses.map((address) => `eth0  ${address.addr}`).join('\n') || 'lo  127.0.0.1',
      uname: () => 'Linux 6.1.0-28-cloud-amd64 x86_64',
      echo: () => words.join(' '),
    };
    if (command === 'clear') this.#terminal.clear();
    else if (command === 'reboot') this.boot();
    else if (answers[command]) this.#say(`${drawable(answers[command]())}\n`, COLOURS.text);
    else this.#say(`${drawable(command)}: command not found\n`, COLOURS.red);
  }

  #say(text: string, colour: number): void {
    this.#terminal.write(text, colour);
  }
}
