// Why a packet ends. Linux's own words where it has them (SKB_DROP_REASON_*, include/net/dropreason-core.h), ours in
// lower case where it drops without a reason or where the thing isn't Linux's (a cable).

export type DropReason =
  // Linux's
  | 'NO_SOCKET' // nothing listens on the port
  | 'PKT_TOO_BIG' // larger than the MTU and may not be fragmented
  | 'OTHERHOST' // the frame is addressed to another MAC
  | 'IP_CSUM' // wrong header checksum
  | 'IP_INHDR' // bad header, or the TTL ran out
  | 'IP_RPFILTER' // the reverse path filter: this source isn't reached through this device
  | 'IP_OUTNOROUTES' // no route for a packet of our own
  | 'IP_INNOROUTES' // no route for a packet that came in
  | 'IP_LOCAL_SOURCE' // a martian: our own address as source
  | 'IP_INVALID_SOURCE' // a martian source
  | 'IP_INVALID_DEST' // a martian destination
  | 'IP_LOCALNET' // 127.0.0.0/8 on the wire
  | 'IP_NOPROTO' // no handler for this protocol
  | 'ICMP_CSUM'
  | 'UDP_CSUM'
  | 'NEIGH_FAILED' // nobody answered ARP
  | 'NEIGH_QUEUEFULL' // too many packets wait for the same answer
  | 'NEIGH_DEAD'
  | 'NEIGH_CREATEFAIL' // the neighbour table is full
  | 'QUEUE_PURGE' // it waited for something that went away
  | 'DUP_FRAG'
  | 'FRAG_REASM_TIMEOUT'
  | 'FRAG_TOO_FAR'
  | 'NETFILTER_DROP'
  | 'UNHANDLED_PROTO' // an EtherType that nobody handles
  | 'DEV_READY' // the device is down
  | 'TC_EGRESS'
  | 'BRIDGE_INGRESS_STP_STATE' // the bridge port doesn't forward
  | 'BRIDGE_NON_FORWARDING_STATE'
  | 'NO_TX_TARGET' // nobody to flood to
  | 'VXLAN_INVALID_HDR' // not a VXLAN header
  | 'VXLAN_VNI_NOT_FOUND' // no tunnel here has this network identifier
  | 'VXLAN_ENTRY_EXISTS' // the sender is behind another tunnel end, by an entry that doesn't move
  | 'VXLAN_NO_REMOTE' // the entry names no tunnel end
  | 'LOCAL_MAC' // it claims to come from the device itself
  | 'MAC_INVALID_SOURCE'
  | 'NOT_SPECIFIED'
  // Linux drops here without a word
  | 'forwarding-disabled' // not for us, and ip_forward is 0 (counted as IpInAddrErrors)
  | 'route-unreachable' // an unreachable route says so
  | 'route-blackhole'
  | 'route-prohibit'
  | 'arp-not-for-us' // an ARP request for somebody else's address
  | 'arp-ignored'
  | 'icmp-ignored' // a broadcast ping, an ICMP message that nobody waits for
  | 'broadcast-forward' // a link-layer broadcast isn't forwarded
  | 'multicast-not-joined'
  | 'bridge-same-port' // the destination is behind the port the frame came from
  | 'bridge-isolated' // both ports are isolated: they don't talk to each other
  | 'tunnel-loop' // the tunnel's other end is reached through the tunnel itself
  | 'tunnel-proxy' // a tunnel with `proxy` passes no ARP on
  | 'reserved-multicast' // 01:80:c2:00:00:0x isn't forwarded by a bridge
  // not Linux: the physical world and the simulator's bounds
  | 'no-carrier' // the cable is out, or the other end is down
  | 'cable-loss' // the cable's loss rate
  | 'transport-not-modelled' // TCP and IGMP are Linux's to answer, but not this simulator's yet
  | 'storm-bound'; // the event budget of a storm ran out
