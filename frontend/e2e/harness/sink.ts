/** A mail relay in clear: it takes everything and counts, or refuses every message with what it is told to answer. */
import { createServer, type Server } from 'node:net';

export class Sink {
  readonly subjects: string[] = [];
  private constructor(
    readonly port: number,
    private readonly server: Server,
  ) {}

  static async open(refusal: string | null = null): Promise<Sink> {
    const box: { sink?: Sink } = {};
    const server = createServer((socket) => {
      let inside = false;
      socket.write('220 relay.example ESMTP\r\n');
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        const text = chunk.toString('latin1');
        if (inside) {
          const subject = /^Subject: (.*)$/m.exec(text)?.[1];
          if (subject && !refusal) box.sink?.subjects.push(subject.trim());
          if (/(^|\r\n)\.\r\n$/.test(text)) {
            inside = false;
            socket.write(`${refusal ?? '250 2.0.0 Taken'}\r\n`);
          }
          return;
        }
        if (/^DATA/i.test(text)) {
          inside = true;
          socket.write('354 Go ahead\r\n');
        } else if (/^QUIT/i.test(text)) socket.end('221 Bye\r\n');
        else socket.write('250 Ok\r\n');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    box.sink = new Sink(address.port, server);
    return box.sink;
  }

  close() {
    this.server.close();
  }
}
