package io.dumpwarden.scan;

import java.time.Instant;

/** What a server held at a moment. */
public record ServerScan(String server, Instant scannedAt, Holdings holdings) {}
