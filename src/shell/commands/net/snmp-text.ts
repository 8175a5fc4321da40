// netstat -s: the counters of /proc/net/snmp in words (statistics.c of net-tools). What isn't modelled is zero.

import type { Netns } from '../../../engine/netns.ts';
import { sysctlNumber } from '../../../engine/sysctl.ts';

export function snmpText(ns: Netns): string {
  const mib = (name: string) => ns.mib.get(name) ?? 0;
  const forwarding = sysctlNumber(ns, 'net.ipv4.ip_forward') === 0 ? 2 : 1;
  const delivered = mib('IpInDelivers');
  return `Ip:
    Forwarding: ${forwarding}
    ${mib('IpInReceives')} total packets received
    ${mib('IpForwDatagrams')} forwarded
    ${mib('IpInDiscards')} incoming packets discarded
    ${delivered} incoming packets delivered
    ${mib('IpOutRequests')} requests sent out
Icmp:
    ${mib('IcmpInMsgs')} ICMP messages received
    ${mib('IcmpInErrors')} input ICMP message failed
    ICMP input histogram:
    ${mib('IcmpOutMsgs')} ICMP messages sent
    0 ICMP messages failed
    ICMP output histogram:
Tcp:
    0 active connection openings
    0 passive connection openings
    0 failed connection attempts
    0 connection resets received
    0 connections established
    0 segments received
    0 segments sent out
    0 segments retransmitted
    0 bad segments received
    0 resets sent
Udp:
    ${mib('UdpInDatagrams')} packets received
    ${mib('UdpNoPorts')} packets to unknown port received
    ${mib('UdpInErrors')} packet receive errors
    ${mib('UdpOutDatagrams')} packets sent
    0 receive buffer errors
    0 send buffer errors
UdpLite:
TcpExt:
    0 packet headers predicted
IpExt:
MPTcpExt:
`;
}
