// Scripts in which the engine doesn't do what the kernel does, and why. A test requires that they still differ.

export const DEVIATIONS: Readonly<Record<string, string>> = {
  'mtu-blackhole.sh':
    "veth_xmit's NET_XMIT_DROP doesn't reach the socket yet: ping says nothing of `No buffer space available`, and doesn't try again",
};
