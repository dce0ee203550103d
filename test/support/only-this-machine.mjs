// Loaded before a process of a test: whoever wants to leave this machine is refused, and it is written down.
import dns from 'node:dns';
import net from 'node:net';

const OWN = /^(?:127\.\d+\.\d+\.\d+|::1|localhost)$/;

function refuse(host) {
  process.stderr.write(`left this machine: ${host}\n`);
  return Object.assign(new Error(`refused: ${host}`), { code: 'ECONNREFUSED' });
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...given) {
  const [options] = Array.isArray(given[0]) ? given[0] : given;
  const { host, path } =
    typeof options === 'object' && options !== null ? options : { host: typeof given[1] === 'string' ? given[1] : 'localhost' };
  if (path !== undefined || OWN.test(host ?? 'localhost')) return connect.apply(this, given);
  process.nextTick(() => this.destroy(refuse(host)));
  return this;
};

const lookup = dns.lookup;
dns.lookup = (host, ...rest) => {
  if (OWN.test(host)) return lookup(host, ...rest);
  const error = refuse(host);
  rest.at(-1)(error);
  return {};
};
