// tcpdump's options and its usage text (tcpdump 4.99.3 of Debian 12).

import type { OptionTable } from '../../../options.ts';

export const VERSION = `tcpdump version 4.99.3
libpcap version 1.10.3 (with TPACKET_V3)
OpenSSL 3.0.19 27 Jan 2026
`;

export const USAGE = `${VERSION}Usage: tcpdump [-AbdDefhHIJKlLnNOpqStuUvxX#] [ -B size ] [ -c count ] [--count]
\t\t[ -C file_size ] [ -E algo:secret ] [ -F file ] [ -G seconds ]
\t\t[ -i interface ] [ --immediate-mode ] [ -j tstamptype ]
\t\t[ -M secret ] [ --number ] [ --print ] [ -Q in|out|inout ]
\t\t[ -r file ] [ -s snaplen ] [ -T type ] [ --version ]
\t\t[ -V file ] [ -w file ] [ -W filecount ] [ -y datalinktype ]
\t\t[ --time-stamp-precision precision ] [ --micro ] [ --nano ]
\t\t[ -z postrotate-command ] [ -Z user ] [ expression ]
`;

const flag = (short: string, about: string) => ({ short, about });

export const TCPDUMP_OPTIONS: OptionTable = {
  about: 'tcpdump - dump traffic on a network',
  options: [
    flag('A', 'print each packet in ASCII'),
    { short: 'c', argument: 'count', about: 'exit after receiving count packets' },
    { long: 'count', about: 'print only how many packets there are in a file' },
    { short: 'D', long: 'list-interfaces', about: 'print the network interfaces that can be captured on' },
    flag('e', 'print the link-level header'),
    flag('f', "print 'foreign' IPv4 addresses numerically"),
    { short: 'F', argument: 'file', about: 'read the filter expression from a file' },
    { short: 'h', long: 'help', about: 'print version and usage' },
    { short: 'i', long: 'interface', argument: 'interface', about: 'listen on interface, or any' },
    { long: 'immediate-mode', about: 'deliver packets as soon as they come' },
    flag('K', "don't verify checksums"),
    flag('l', 'make standard output line buffered'),
    { short: 'L', long: 'list-data-link-types', about: 'list the data link types' },
    flag('n', "don't convert addresses and ports to names"),
    flag('N', "don't print domain name qualification"),
    { short: '#', long: 'number', about: 'number the packets' },
    { short: 'p', long: 'no-promiscuous-mode', about: "don't put the interface into promiscuous mode" },
    flag('O', "don't optimize the filter"),
    { long: 'print', about: 'print packets even if they are saved with -w' },
    { short: 'Q', long: 'direction', argument: 'in|out|inout', about: 'the direction to capture' },
    flag('q', 'quick output: less protocol information'),
    { short: 'r', argument: 'file', about: 'read packets from file' },
    { short: 'S', long: 'absolute-tcp-sequence-numbers', about: 'print absolute TCP sequence numbers' },
    { short: 's', long: 'snapshot-length', argument: 'snaplen', about: 'octets of each packet to take' },
    flag('t', "don't print a timestamp; -tt seconds, -ttt since the last line, -tttt with the date"),
    { short: 'U', long: 'packet-buffered', about: 'write each packet to the file as it comes' },
    flag('v', 'more detail'),
    { long: 'version', about: 'print version' },
    { short: 'w', argument: 'file', about: 'write the packets to file' },
    flag('x', 'print the data in hex; -xx with the link-level header'),
    flag('X', 'print the data in hex and ASCII; -XX with the link-level header'),
    { short: 'Z', long: 'relinquish-privileges', argument: 'user', about: 'change to user' },
  ],
  operands: '[ expression ]',
  usage: USAGE,
};
