package io.dumpwarden.notify.send;

/**
 * Where a receiver listens.
 *
 * @param name a name or an address in digits, an IPv6 one without brackets
 */
record Host(String name, int port) {}
